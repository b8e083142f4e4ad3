'use client'
import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { AskedTable, ShownTable } from './arrange-rows.ts'
import type { Column } from './column.ts'

/** A row in the hands of the library, which wants records: ours may be of any type. */
interface Held<Row> {
  readonly row: Row
}

const FEATURES = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})
type Features = typeof FEATURES

const definitionOf = <Row>({ id, compare }: Column<Row>): ColumnDef<Features, Held<Row>> => ({
  id,
  accessorFn: ({ row }) => row,
  enableSorting: compare !== undefined,
  ...(compare === undefined ? {} : { sortFn: (a, b) => compare(a.original.row, b.original.row) }),
})

/** Sorts the rows and arranges the columns of a table of thousands of rows. */
export function useRows<Row>(asked: AskedTable<Row>): ShownTable<Row> {
  const { columns, rows, rowKey, shown, sort } = asked
  const data = useMemo(() => rows.map((row) => ({ row })), [rows])
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns])
  const state = useMemo(
    () => ({
      columnOrder: [...shown],
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.includes(id)])),
      sorting: sort === null ? [] : [{ id: sort.column, desc: sort.direction === 'descending' }],
    }),
    [columns, shown, sort],
  )
  const table = useTable({
    features: FEATURES,
    data,
    columns: definitions,
    getRowId: ({ row }) => rowKey(row),
    state,
  })
  return {
    columns: table
      .getVisibleLeafColumns()
      .flatMap((leaf) => columns.find((column) => column.id === leaf.id) ?? []),
    rows: table.getRowModel().rows.map(({ id, original }) => ({ key: id, row: original.row })),
  }
}
