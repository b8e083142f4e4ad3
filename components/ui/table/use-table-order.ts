'use client'
import { useState } from 'react'
import { nextSort, type SortChoice } from '../sort-rows.ts'
import type { DataTableProps } from './table-props.ts'

/** In which order a table is, and how that changes. */
export interface TableOrder {
  readonly sort: SortChoice | null
  /** What the rows are sorted by here; null where they come in their order. */
  readonly sortHere: SortChoice | null
  /** The columns that it can be sorted by. */
  readonly sortable: readonly string[]
  readonly onSort: (column: string) => void
}

/** The order that the address holds, or else one that this page forgets. */
export function useTableOrder<Row>({
  sorting,
  columns,
}: Pick<DataTableProps<Row>, 'sorting' | 'columns'>): TableOrder {
  const own = useState<SortChoice | null>(null)
  const sort = sorting === undefined ? own[0] : sorting.sort
  const setSort = sorting === undefined ? own[1] : sorting.onSort
  const byServer = sorting?.byServer
  return {
    sort,
    sortHere: byServer === undefined ? sort : null,
    sortable: byServer ?? columns.filter(({ compare }) => compare !== undefined).map(({ id }) => id),
    onSort: (column: string) => setSort(nextSort(sort, column)),
  }
}
