'use client'
import { useState, type ReactNode } from 'react'
import { AppLink } from '../app-link.tsx'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import { ROW_LINK } from '../row-link-class.ts'
import type { Column } from './column.ts'
import { cellClass, TINTS, type Look } from './looks.ts'
import type { PlacedRow } from './arrange-rows.ts'

/** What every row of a table has in common. */
export interface RowParts<Row> {
  readonly columns: readonly Column<Row>[]
  readonly look: Look
  readonly rowHref?: ((row: Row) => string) | undefined
  readonly rowTint?: ((row: Row) => 'degraded' | 'down' | null) | undefined
  /** Tells two states of the same row apart: where it changes, the row is marked for a second. */
  readonly rowVersion?: ((row: Row) => string) | undefined
  /** The box that chooses a row. */
  readonly box?: ((row: PlacedRow<Row>) => ReactNode) | undefined
  /** The button that opens the menu of a row. */
  readonly menu?: ((row: PlacedRow<Row>) => ReactNode) | undefined
  readonly isChosen?: ((key: string) => boolean) | undefined
}

/** Properties of `TableRow`. */
export interface TableRowProps<Row> {
  readonly placed: PlacedRow<Row>
  readonly parts: RowParts<Row>
  /** Where it stands among all rows, from 0. */
  readonly index: number
  readonly measure?: ((element: HTMLElement | null) => void) | undefined
}

/** One row of a table. */
export function TableRow<Row>({ placed, parts, index, measure }: TableRowProps<Row>) {
  const { columns, look, rowHref, rowTint, rowVersion, box, menu, isChosen } = parts
  const tint = rowTint?.(placed.row) ?? null
  const chosen = isChosen?.(placed.key)
  const ticks = useTicks(rowVersion?.(placed.row))
  return (
    <tr
      ref={measure}
      data-index={index}
      data-row={placed.key}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={classNames(
        'relative has-[a.row-link]:hover:bg-raised',
        look.row,
        tint === null ? undefined : TINTS[tint],
        chosen === true && 'bg-accent-soft',
      )}
    >
      {columns.map((column, i) => {
        const content = column.cell(placed.row)
        const href = i === 0 ? rowHref?.(placed.row) : undefined
        return (
          <td key={column.id} className={cellClass(column, look)}>
            {i === 0 && ticks > 0 ? <span key={ticks} aria-hidden="true" className="updated-tick" /> : null}
            <Boxed box={i === 0 ? box?.(placed) : undefined}>
              {href === undefined ? content : <RowLink href={href}>{content}</RowLink>}
            </Boxed>
          </td>
        )
      })}
      {menu === undefined ? null : (
        <td className={cellClass({ id: '', head: '', cell: () => null }, look)}>{menu(placed)}</td>
      )}
    </tr>
  )
}

/** How often the row changed while it was in sight. */
function useTicks(version: string | undefined): number {
  const [seen, setSeen] = useState({ version, ticks: 0 })
  if (seen.version !== version) setSeen({ version, ticks: seen.ticks + 1 })
  return seen.ticks
}

function Boxed({ box, children }: { box: ReactNode; children: ReactNode }) {
  if (box === undefined) return children
  return (
    <span className="flex items-start gap-2.5">
      {box}
      <span className="min-w-0 grow">{children}</span>
    </span>
  )
}

function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AppLink href={href} className={ROW_LINK}>
      {children}
    </AppLink>
  )
}

/** A box that stands in a row or above all of them. */
export function RowBox({
  label,
  isOn,
  isPartly = false,
  onToggle,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly isPartly?: boolean
  /** Told whether Shift was held. */
  readonly onToggle: (isRange: boolean) => void
}) {
  return (
    // Above the link that covers its row; the padding makes a target of 24 px around a box of 16.
    <span className="relative z-1 -m-1 inline-grid size-6 shrink-0 place-items-center max-sm:-m-3.5 max-sm:size-11 pointer-coarse:-m-3.5 pointer-coarse:size-11">
      <input
        type="checkbox"
        aria-label={label}
        checked={isOn}
        ref={(input) => {
          if (input !== null) input.indeterminate = isPartly
        }}
        onChange={(event) => {
          const { nativeEvent } = event
          onToggle('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
        }}
        className="peer absolute inset-1 m-auto size-4 appearance-none rounded-[3px] border border-line-control bg-panel checked:border-ink checked:bg-ink indeterminate:border-ink"
      />
      <span className="pointer-events-none relative text-on-ink opacity-0 peer-checked:opacity-100">
        <Icon name="tick" size={12} />
      </span>
      {isPartly ? <span className="pointer-events-none absolute h-0.5 w-2 bg-ink" /> : null}
    </span>
  )
}
