import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** Properties of `Panel`. */
export interface PanelProps {
  readonly title: string
  /** Where links lead to it: the part of an address after `#`. */
  readonly anchor?: string
  /** Beside the title: how many. */
  readonly count?: number | string
  /** At the right: legend, order, age. */
  readonly meta?: ReactNode
  /** True for tables and lists that bring their own padding. */
  readonly isFlush?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** A sheet with a ruled head. Hairlines divide it; nothing floats. */
export function Panel({ title, anchor, count, meta, isFlush = false, className, children }: PanelProps) {
  const id = useId()
  return (
    <section
      id={anchor}
      aria-labelledby={id}
      className={classNames('min-w-0 scroll-mt-14 rounded-panel border border-line bg-panel', className)}
    >
      <header className="flex min-h-[42px] items-center gap-x-2.5 gap-y-0.5 border-b border-line px-3.5 py-1.5 max-sm:flex-wrap max-sm:py-2">
        <h2 id={id} className="text-body font-semibold whitespace-nowrap">
          {title}
        </h2>
        {count === undefined ? null : <span className="text-small text-fg-3">{count}</span>}
        {meta === undefined ? null : (
          <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3 text-micro text-fg-3 max-sm:justify-start">
            {meta}
          </div>
        )}
      </header>
      {isFlush ? children : <div className="p-3.5">{children}</div>}
    </section>
  )
}

/**
 * Key numbers side by side, ruled. Where they have no room in one line there are three in each, two on a phone, and those of the
 * last line share it: no line ends in a hole. Children are `NumberTile`.
 */
export function Strip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className="ruled-cells shared-lines rounded-panel border border-line bg-panel"
    >
      {children}
    </section>
  )
}

/** A list of rows on a panel, each ruled off from the next. `isWaiting` marks what the page is opened for: J leads to it. */
export function RuledList({ isWaiting = false, children }: { isWaiting?: boolean; children: ReactNode }) {
  return (
    <ul data-waiting={isWaiting || undefined} className="divide-y divide-line">
      {children}
    </ul>
  )
}

/** One row of a `RuledList`: mark, text, and what stands at the right. */
export function RuledRow({
  mark,
  end,
  isWide = false,
  children,
}: {
  mark?: ReactNode
  end?: ReactNode
  /** True when several buttons stand at the right: on a phone they go below the text. */
  isWide?: boolean
  children: ReactNode
}) {
  return (
    <li
      className={classNames(
        'relative flex items-start gap-2.5 px-3.5 py-2.5 has-[a.row-link]:hover:bg-raised',
        isWide && 'max-sm:flex-wrap',
      )}
    >
      {mark === undefined ? null : <span className="mt-[3px] flex shrink-0">{mark}</span>}
      <div className={classNames('min-w-0 grow', isWide && 'max-sm:w-[calc(100%-2rem)]')}>{children}</div>
      {end === undefined ? null : (
        <div className={classNames('shrink-0 text-right text-small text-fg-3', isWide && 'max-sm:ml-auto')}>
          {end}
        </div>
      )}
    </li>
  )
}
