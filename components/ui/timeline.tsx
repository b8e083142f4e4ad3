'use client'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { StateGlyph } from './state-glyph.tsx'
import type { HealthState } from './states.ts'
import { ClockTime } from './time.tsx'

/** One entry: when, what kind, who, what, and where it is proved. */
export interface TimelineEntry {
  readonly id: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly mark: { readonly state: HealthState } | { readonly icon: IconName }
  /** Who did it or what it was, set in medium. */
  readonly subject: ReactNode
  readonly act?: ReactNode
  /** At the right: link to the receipt, the trace, the run. */
  readonly evidence?: ReactNode
}

/** What happened, newest first. Entries are only ever added. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="py-1.5">
      {entries.map((entry, i) => (
        <li
          key={entry.id}
          className="relative grid grid-cols-[22px_minmax(0,1fr)] gap-x-2 px-3.5 py-[7px] sm:grid-cols-[72px_22px_minmax(0,1fr)_auto]"
        >
          <span className="text-fg-3 max-sm:col-start-2 max-sm:row-start-2 max-sm:text-small sm:text-right">
            <ClockTime at={entry.at} />
          </span>
          <Thread isFirst={i === 0} isLast={i === entries.length - 1} />
          <span className="relative grid h-5 place-items-center max-sm:row-start-1">
            <span className="relative bg-panel py-0.5 text-fg-3">
              {'state' in entry.mark ? (
                <StateGlyph state={entry.mark.state} />
              ) : (
                <Icon name={entry.mark.icon} size={13} />
              )}
            </span>
          </span>
          <div className="min-w-0 break-words max-sm:col-start-2 max-sm:row-start-1">
            <span className="font-medium">{entry.subject}</span>
            {entry.act === undefined ? null : <span className="text-fg-2"> {entry.act}</span>}
          </div>
          {entry.evidence === undefined ? null : (
            <span className="text-small whitespace-nowrap text-fg-2 max-sm:col-start-2 max-sm:row-start-3">
              {entry.evidence}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The line that joins the marks, from edge to edge of the entry. */
function Thread({ isFirst, isLast }: { isFirst: boolean; isLast: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'absolute left-[25px] w-px bg-line-strong sm:left-[105px]',
        isFirst ? 'top-4' : 'top-0',
        isLast ? 'h-4' : 'bottom-0',
        isFirst && isLast && 'hidden',
      )}
    />
  )
}
