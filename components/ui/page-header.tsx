import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { PageHelpPlace } from './page-help.tsx'

/** Properties of `PageHeader`. */
export interface PageHeaderProps {
  readonly title: string
  /** Before the title: severity. */
  readonly mark?: ReactNode
  /** After the title: state. */
  readonly badge?: ReactNode
  /** What is going on, a full sentence. */
  readonly answer?: ReactNode
  /** At most three, one of them ink. */
  readonly actions?: ReactNode
  /** `ProofItem`s: as of, who reports, what is silent. */
  readonly proof?: ReactNode
}

/** Title, the answer, what can be done, on what it rests, and what explains the page. */
export function PageHeader({ title, mark, badge, answer, actions, proof }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-2">
      <div className="flex items-start gap-4 max-sm:flex-col max-sm:gap-2.5">
        <div className="min-w-0">
          {/* Side by side, however long the title; on a phone severity and state share a line above it. */}
          <div className="flex items-start gap-x-2.5 gap-y-1 max-sm:flex-wrap">
            {mark === undefined ? null : <span className="flex h-7 shrink-0 items-center">{mark}</span>}
            <h1
              className={classNames(
                'min-w-0 text-title font-semibold text-balance break-words',
                mark !== undefined && 'max-sm:order-last max-sm:w-full',
              )}
            >
              {title}
            </h1>
            {badge === undefined ? null : <span className="flex h-7 shrink-0 items-center">{badge}</span>}
          </div>
          {answer === undefined ? null : <p className="max-w-[96ch] text-fg-2">{answer}</p>}
        </div>
        {actions === undefined ? null : (
          <div className="ml-auto flex shrink-0 gap-2 pt-0.5 max-sm:ml-0 max-sm:flex-wrap max-sm:w-full max-sm:*:grow">
            {actions}
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 text-micro text-fg-3 empty:hidden">
        {proof}
        <PageHelpPlace />
      </div>
    </header>
  )
}

/** One part of the proof line, with a small glyph or icon before it. */
export function ProofItem({ mark, children }: { mark?: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-[5px]">
      {mark}
      {children}
    </span>
  )
}
