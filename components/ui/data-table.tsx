'use client'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { classNames } from './class-names.ts'
import { nextSort, type SortChoice } from './sort-rows.ts'
import type { Column, RowAction } from './table/column.ts'
import { withRange, withToggled } from './table/chosen-rows.ts'
import type { Density } from './table/layout.ts'
import { LOOKS, type Look } from './table/looks.ts'
import { RowMenu } from './table/row-menu.tsx'
import { SelectionHead, type TableSelection } from './table/selection-head.tsx'
import { TableHead } from './table/table-head.tsx'
import { RowBox, TableRow, type RowParts } from './table/table-row.tsx'
import { useRowKeys } from './table/use-row-keys.ts'
import { useRows, type PlacedRow } from './table/use-rows.ts'
import { VirtualBody, type ScrollToRow } from './table/virtual-body.tsx'

export type { Column } from './table/column.ts'

/** An order that stands in the address. */
export interface TableSorting {
  readonly sort: SortChoice | null
  readonly onSort: (sort: SortChoice | null) => void
  /** The columns that the server sorts by; rows come in their order then. Absent: they are sorted here. */
  readonly byServer?: readonly string[] | undefined
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
  /**
   * True for a wide table that is read across: it scrolls within itself, on a phone too, and its head and first column
   * stay.
   */
  readonly isFrozen?: boolean
  /** Stands in place of rows: `EmptyState`. */
  readonly empty: ReactNode
  /** The columns in sight, in their order, and the height of rows; by default all that are not extra. */
  readonly layout?: { readonly columns: readonly string[]; readonly density: Density | null }
  /** The order, where the address holds it. */
  readonly sorting?: TableSorting
  /** How rows are chosen; absent where nothing can be done to several at once. */
  readonly selection?: TableSelection<Row>
  /** What can be done to a row, and what the row is called. */
  readonly rowActions?: (row: Row) => { readonly name: string; readonly actions: readonly RowAction[] }
  /** Tells two states of the same row apart: where it changes, a mark at its left fades within a second. */
  readonly rowVersion?: (row: Row) => string
  /** True for thousands of rows: only those in sight are in the page. Rows are equally high, columns as wide as they say. */
  readonly isVirtual?: boolean
  /** How many rows there are, where more than these; -1 where nobody knows. */
  readonly total?: number
}

/** More rows than this are drawn only where they are in sight, in a table that allows it. */
const DRAWN = 100

function lookOf({
  isFrozen,
  isVirtual,
  rows,
}: Pick<DataTableProps<unknown>, 'isFrozen' | 'isVirtual' | 'rows'>): Look {
  if (isVirtual === true && rows.length > DRAWN) return LOOKS.virtual
  return isFrozen === true ? LOOKS.frozen : LOOKS.list
}

/** A dense table that becomes a list of short rows on a phone, unless it is frozen or virtual. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  if (props.rows.length === 0) return <div className="p-3.5">{props.empty}</div>
  return <FilledTable {...props} />
}

/** The order that the address holds, or else one that this page forgets. */
function useSorting<Row>({ sorting, columns }: DataTableProps<Row>) {
  const own = useState<SortChoice | null>(null)
  const sort = sorting === undefined ? own[0] : sorting.sort
  const setSort = sorting === undefined ? own[1] : sorting.onSort
  const byServer = sorting?.byServer
  return {
    sort,
    /** What the rows are sorted by here. */
    sortHere: byServer === undefined ? sort : null,
    sortable: byServer ?? columns.filter(({ compare }) => compare !== undefined).map(({ id }) => id),
    onSort: (column: string) => setSort(nextSort(sort, column)),
  }
}

function FilledTable<Row>(props: DataTableProps<Row>) {
  const t = useText('ui')
  const { caption, columns, rows, rowKey, layout, selection, rowActions } = props
  const frame = useRef<HTMLDivElement>(null)
  const scrollTo = useRef<ScrollToRow>(null)
  const { sort, sortHere, sortable, onSort } = useSorting(props)
  const usual = useMemo(
    () => columns.filter(({ isExtra }) => isExtra !== true).map(({ id }) => id),
    [columns],
  )
  const table = useRows({ columns, rows, rowKey, shown: layout?.columns ?? usual, sort: sortHere })
  const order = table.rows.map(({ key }) => key)
  const choose = (key: string, isRange: boolean) => {
    if (selection === undefined) return
    const { chosen, onChange } = selection
    onChange(isRange ? withRange(chosen, order, key) : withToggled(chosen, key))
  }
  useRowKeys({ frame, scrollTo, count: order.length, onChoose: choose })
  const look = lookOf(props)
  const parts = partsOf(t, props, { columns: table.columns, look, choose })
  return (
    <div className="relative" data-density={layout?.density ?? undefined}>
      {selection === undefined ? null : <SelectionHead selection={selection} order={order} />}
      <div ref={frame} className={look.frame}>
        <table
          className={classNames('w-full', look.table)}
          aria-rowcount={rowCount(props.total ?? order.length)}
        >
          <caption className="sr-only">{caption}</caption>
          {look === LOOKS.virtual ? (
            <Widths columns={table.columns} hasMenu={rowActions !== undefined} />
          ) : null}
          <TableHead
            columns={table.columns}
            look={look}
            sort={sort}
            sortable={sortable}
            onSort={onSort}
            hasBox={selection !== undefined}
            hasMenu={rowActions !== undefined}
          />
          {look === LOOKS.virtual ? (
            <VirtualBody rows={table.rows} parts={parts} frame={frame} scrollTo={scrollTo} />
          ) : (
            <tbody className={look.body}>
              {table.rows.map((placed, index) => (
                <TableRow key={placed.key} placed={placed} parts={parts} index={index} />
              ))}
            </tbody>
          )}
        </table>
      </div>
    </div>
  )
}

function partsOf<Row>(
  t: Text<'ui'>,
  { rowHref, rowTint, rowVersion, rowActions, selection }: DataTableProps<Row>,
  {
    columns,
    look,
    choose,
  }: Pick<RowParts<Row>, 'columns' | 'look'> & { choose: (key: string, isRange: boolean) => void },
): RowParts<Row> {
  const box =
    selection === undefined
      ? undefined
      : ({ key, row }: PlacedRow<Row>) => (
          <RowBox
            label={t('table.choose', { name: selection.nameOf(row) })}
            isOn={selection.chosen.keys.has(key)}
            onToggle={(isRange) => choose(key, isRange)}
          />
        )
  const menu =
    rowActions === undefined
      ? undefined
      : ({ row }: PlacedRow<Row>) => {
          const { name, actions } = rowActions(row)
          return actions.length === 0 ? null : <RowMenu label={name} actions={actions} />
        }
  const isChosen = selection === undefined ? undefined : (key: string) => selection.chosen.keys.has(key)
  return { columns, look, rowHref, rowTint, rowVersion, box, menu, isChosen }
}

/** Rows with the head; -1 where nobody knows how many there are. */
const rowCount = (rows: number): number => (rows < 0 ? -1 : rows + 1)

/** How wide columns are where the cells of most rows are not there to say it. */
function Widths<Row>({ columns, hasMenu }: { columns: readonly Column<Row>[]; hasMenu: boolean }) {
  return (
    <colgroup>
      {columns.map(({ id, width }) => (
        <col key={id} width={width} />
      ))}
      {hasMenu ? <col width={48} /> : null}
    </colgroup>
  )
}
