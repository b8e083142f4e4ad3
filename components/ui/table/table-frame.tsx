'use client'
import { useRef, type ComponentType, type RefObject } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { classNames } from '../class-names.ts'
import { withRange, withToggled } from './chosen-rows.ts'
import type { PlacedRow, ShownTable } from './arrange-rows.ts'
import type { Column } from './column.ts'
import { LOOKS } from './looks.ts'
import { RowMenu } from './row-menu.tsx'
import { SelectionHead } from './selection-head.tsx'
import { TableHead } from './table-head.tsx'
import type { DataTableProps } from './table-props.ts'
import { RowBox, TableRow, type RowParts } from './table-row.tsx'
import { useRowKeys, type ScrollToRow } from './use-row-keys.ts'
import type { TableOrder } from './use-table-order.ts'

/** What a body draws its rows from. */
export interface TableBodyProps<Row> {
  readonly rows: readonly PlacedRow<Row>[]
  readonly parts: RowParts<Row>
  /** The element that scrolls. */
  readonly frame: RefObject<HTMLElement | null>
  /** Holds the function that brings a row into sight, for the keyboard. */
  readonly scrollTo: RefObject<ScrollToRow | null>
}

/** Properties of `TableFrame`. */
export interface TableFrameProps<Row> {
  readonly props: DataTableProps<Row>
  readonly table: ShownTable<Row>
  readonly sorting: TableOrder
  /** Draws the rows that are in sight; absent where all of them are drawn. */
  readonly Body?: ComponentType<TableBodyProps<Row>>
}

/** Draws a table whose rows and columns are arranged: head, body, choice of rows, and the keys that walk them. */
export function TableFrame<Row>({ props, table, sorting, Body }: TableFrameProps<Row>) {
  const t = useText('ui')
  const { caption, layout, selection, rowActions } = props
  const frame = useRef<HTMLDivElement>(null)
  const scrollTo = useRef<ScrollToRow>(null)
  const { sort, sortable, onSort } = sorting
  const order = table.rows.map(({ key }) => key)
  const choose = (key: string, isRange: boolean) => {
    if (selection === undefined) return
    const { chosen, onChange } = selection
    onChange(isRange ? withRange(chosen, order, key) : withToggled(chosen, key))
  }
  useRowKeys({ frame, scrollTo, count: order.length, onChoose: choose })
  const look = Body === undefined ? (props.isFrozen === true ? LOOKS.frozen : LOOKS.list) : LOOKS.virtual
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
          {Body !== undefined ? <Widths columns={table.columns} hasMenu={rowActions !== undefined} /> : null}
          <TableHead
            columns={table.columns}
            look={look}
            sort={sort}
            sortable={sortable}
            onSort={onSort}
            hasBox={selection !== undefined}
            hasMenu={rowActions !== undefined}
          />
          {Body === undefined ? (
            <tbody className={look.body}>
              {table.rows.map((placed, index) => (
                <TableRow key={placed.key} placed={placed} parts={parts} index={index} />
              ))}
            </tbody>
          ) : (
            <Body rows={table.rows} parts={parts} frame={frame} scrollTo={scrollTo} />
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
