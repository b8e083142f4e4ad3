'use client'
import { Suspense, use, useMemo } from 'react'
import { arrangeRows, usualColumns } from './table/arrange-rows.ts'
import { LOOKS } from './table/looks.ts'
import { TableFrame } from './table/table-frame.tsx'
import type { DataTableProps } from './table/table-props.ts'
import { useTableOrder, type TableOrder } from './table/use-table-order.ts'

export type { Column } from './table/column.ts'
export type { DataTableProps } from './table/table-props.ts'

/** More rows than this are drawn only where they are in sight, in a table that allows it. */
const DRAWN = 100

// The libraries that arrange and draw thousands of rows weigh more than all of a short table: they come with its first long one.
const load = async () => await import('./table/long-table.tsx')
let loading: ReturnType<typeof load> | undefined
const longTable = () =>
  (loading ??= load().catch((error: unknown) => {
    loading = undefined // or it would fail for as long as this document lives
    throw error
  }))

/** A dense table that becomes a list of short rows on a phone, unless it is frozen or virtual. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  if (props.rows.length === 0) return <div className="p-3.5">{props.empty}</div>
  return <FilledTable {...props} />
}

function FilledTable<Row>(props: DataTableProps<Row>) {
  const sorting = useTableOrder(props)
  if (props.isVirtual !== true || props.rows.length <= DRAWN)
    return <ShortTable props={props} sorting={sorting} />
  return (
    <Suspense fallback={<div aria-busy="true" className={LOOKS.virtual.frame} />}>
      <LoadedTable props={props} sorting={sorting} />
    </Suspense>
  )
}

/** Like `lazy`, which would forget what the rows are. */
function LoadedTable<Row>(parts: { props: DataTableProps<Row>; sorting: TableOrder }) {
  const { LongTable } = use(longTable())
  return <LongTable {...parts} />
}

function ShortTable<Row>({ props, sorting }: { props: DataTableProps<Row>; sorting: TableOrder }) {
  const { columns, rows, rowKey, layout } = props
  const { sortHere } = sorting
  const table = useMemo(() => {
    const shown = layout?.columns ?? usualColumns(columns)
    return arrangeRows({ columns, rows, rowKey, shown, sort: sortHere })
  }, [columns, rows, rowKey, layout, sortHere])
  return <TableFrame props={props} table={table} sorting={sorting} />
}
