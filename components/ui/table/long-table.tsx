'use client'
import { useMemo } from 'react'
import { usualColumns } from './arrange-rows.ts'
import { TableFrame } from './table-frame.tsx'
import type { DataTableProps } from './table-props.ts'
import { useRows } from './use-rows.ts'
import type { TableOrder } from './use-table-order.ts'
import { VirtualBody } from './virtual-body.tsx'

/** A table of thousands of rows, of which only those in sight are in the page. Loaded on first use. */
export function LongTable<Row>({ props, sorting }: { props: DataTableProps<Row>; sorting: TableOrder }) {
  const { columns, rows, rowKey, layout } = props
  const usual = useMemo(() => usualColumns(columns), [columns])
  const shown = layout?.columns ?? usual
  const table = useRows({ columns, rows, rowKey, shown, sort: sorting.sortHere })
  return <TableFrame props={props} table={table} sorting={sorting} Body={VirtualBody<Row>} />
}
