'use client'
import { useState, type ReactNode } from 'react'
import { AppLink } from './app-link.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { nextSort, sortRows, type SortChoice } from './sort-rows.ts'

/**
 * Where a cell goes on a phone, whose rows have two lines, and a third one as wide as the row (`foot`). Each
 * place takes one column; the others are left out.
 */
export type PhonePlace = 'start' | 'end' | 'below' | 'below-end' | 'foot'

/** A column: its head, its cells, and how its rows compare when it may be sorted by. */
export interface Column<Row> {
  readonly id: string
  readonly head: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly isFigure?: boolean
  readonly compare?: (a: Row, b: Row) => number
  readonly phone?: PhonePlace
  /** Classes of the cells, for widths and wrapping. */
  readonly className?: string
}

/** Properties of `DataTable`. */
export interface DataTableProps<Row> {
  /** What the rows are; read out before them. */
  readonly caption: string
  /** The columns: state, then name, then figures. */
  readonly columns: readonly Column<Row>[]
  /** Worst first. */
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Makes the first column a link that the whole row answers to. */
  readonly rowHref?: (row: Row) => string
  /** Tints rows that need a person. */
  readonly rowTint?: (row: Row) => 'degraded' | 'down' | null
  /** Stands in place of rows: `EmptyState`. */
  readonly empty: ReactNode
}

const PLACES: Record<PhonePlace, string> = {
  start: 'max-sm:col-start-1 max-sm:row-start-1 max-sm:font-medium max-sm:whitespace-normal',
  end: 'max-sm:col-start-2 max-sm:row-start-1 max-sm:text-right',
  below: 'max-sm:col-start-1 max-sm:row-start-2 max-sm:text-small max-sm:whitespace-normal max-sm:text-fg-2',
  'below-end': 'max-sm:col-start-2 max-sm:row-start-2 max-sm:text-right max-sm:text-small max-sm:text-fg-2',
  foot: 'max-sm:col-span-2 max-sm:row-start-3 max-sm:pt-1.5! max-sm:whitespace-normal',
}

const TINTS = {
  degraded: 'bg-[color-mix(in_oklch,var(--bw-degraded-soft)_55%,transparent)]',
  down: 'bg-[color-mix(in_oklch,var(--bw-down-soft)_55%,transparent)]',
}

/** A dense table that becomes a list of short rows on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowTint, empty } = props
  const [sort, setSort] = useState<SortChoice | null>(null)
  if (rows.length === 0) return <div className="p-3.5">{empty}</div>
  const compare = columns.find(({ id }) => id === sort?.column)?.compare
  const sorted = sort === null ? rows : sortRows(rows, compare, sort.direction)
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:sr-only">
          <tr>
            {columns.map((column) => (
              <Head
                key={column.id}
                column={column}
                sort={sort}
                onSort={(id) => setSort(nextSort(sort, id))}
              />
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {sorted.map((row) => {
            const tint = rowTint?.(row) ?? null
            return (
              <tr
                key={rowKey(row)}
                className={classNames(
                  'relative border-b border-line last:border-b-0 has-[a.row-link]:hover:bg-raised',
                  'max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-0.5 max-sm:px-3.5 max-sm:py-2.5',
                  tint === null ? undefined : TINTS[tint],
                )}
              >
                {columns.map((column, i) => (
                  <Cell
                    key={column.id}
                    column={column}
                    row={row}
                    href={i === 0 ? props.rowHref?.(row) : undefined}
                  />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | undefined }) {
  const content = column.cell(row)
  return (
    <td
      className={classNames(
        'h-(--bw-row) px-2 align-middle whitespace-nowrap first:pl-3.5 last:pr-3.5 max-sm:h-auto max-sm:p-0!',
        column.isFigure === true && 'sm:text-right',
        column.phone === undefined ? 'max-sm:hidden' : PLACES[column.phone],
        column.className,
      )}
    >
      {href === undefined ? (
        content
      ) : (
        <AppLink
          href={href}
          className="row-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {content}
        </AppLink>
      )}
    </td>
  )
}

const ARIA_SORT = { ascending: 'ascending', descending: 'descending' } as const

function Head<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: SortChoice | null
  onSort: (column: string) => void
}) {
  const direction = sort?.column === column.id ? sort.direction : null
  return (
    <th
      scope="col"
      aria-sort={direction === null ? undefined : ARIA_SORT[direction]}
      className={classNames(
        'border-b border-line px-2 py-[7px] text-micro font-medium whitespace-nowrap text-fg-3 first:pl-3.5 last:pr-3.5',
        column.isFigure === true ? 'text-right' : 'text-left',
      )}
    >
      {column.compare === undefined ? (
        column.head
      ) : (
        <button
          type="button"
          onClick={() => onSort(column.id)}
          className="inline-flex items-center gap-1 hover:text-fg-1"
        >
          {column.head}
          {direction === null ? null : <Icon name={direction === 'ascending' ? 'up' : 'down'} size={11} />}
        </button>
      )}
    </th>
  )
}
