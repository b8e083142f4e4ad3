'use client'
import type { ReactNode } from 'react'
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
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2.5">
        <span aria-live="polite">
          {firstSampleAt === null ? (
            <StateBadge state="unknown">Waiting for data</StateBadge>
          ) : (
            <StateBadge state="healthy">Receiving data</StateBadge>
          )}
        </span>
        {firstSampleAt === null ? null : (
          <span className="text-small text-fg-3">
            First sample <Age at={firstSampleAt} />
          </span>
        )}
      </div>
      <div className="text-fg-2">{children}</div>
      {snippets.map((snippet) => (
        <CodeBlock key={snippet.caption} {...snippet} />
      ))}
    </div>
  )
}
