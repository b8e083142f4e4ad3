'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { CodeBlock } from './code-block.tsx'
import { StateBadge } from './badge.tsx'
import { Age } from './time.tsx'

/** Text to copy and where it goes. */
export interface Snippet {
  readonly caption: string
  readonly code: string
}

/** Properties of `WaitingForData`. */
export interface WaitingForDataProps {
  /** When the first sample came, ISO 8601 in UTC; null while nothing has. */
  readonly firstSampleAt: string | null
  /** What to connect, in words. */
  readonly children: ReactNode
  readonly snippets: readonly Snippet[]
}

/** What to connect, ready to copy, and a mark that turns green with the first sample. */
export function WaitingForData({ firstSampleAt, children, snippets }: WaitingForDataProps) {
  const t = useText('ui')
  const age = firstSampleAt === null ? null : <Age at={firstSampleAt} />
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2.5">
        <span aria-live="polite">
          {firstSampleAt === null ? (
            <StateBadge state="unknown">{t('waiting.none')}</StateBadge>
          ) : (
            <StateBadge state="healthy">{t('waiting.some')}</StateBadge>
          )}
        </span>
        {age === null ? null : (
          <span className="text-small text-fg-3">{t.rich('waiting.first', { age: () => age })}</span>
        )}
      </div>
      <div className="text-fg-2">{children}</div>
      {snippets.map((snippet) => (
        <CodeBlock key={snippet.caption} {...snippet} />
      ))}
    </div>
  )
}
