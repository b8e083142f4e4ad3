'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import type { Column } from '#components/ui/table/column.ts'
import type { ColumnName, TableLayout } from '#components/ui/table/layout.ts'
import type { SortChoice } from '#components/ui/sort-rows.ts'
import { readTableAddress, withLayout, withSort, type TableAddress } from './table-address.ts'

/** A table whose looks stand in the address of the page. */
export interface AddressedTableState extends Omit<TableAddress, 'notices'> {
  /** Full sentences about what could not be understood, and what is shown instead. */
  readonly notices: readonly string[]
  readonly columns: readonly ColumnName[]
  readonly setLayout: (layout: TableLayout) => void
  readonly setSort: (sort: SortChoice | null) => void
}

const nameOf = <Row>({ id, name, head, isExtra }: Column<Row>): ColumnName => ({
  id,
  name: name ?? (typeof head === 'string' ? head : id),
  isExtra,
})

/**
 * Keeps columns, order and row height of a table in the address, so that a link shows the same table to somebody else. The
 * server is not asked again: what is shown differently is here already. `isSortedByPage` leaves the order to the page.
 */
export function useTableAddress<Row>(
  columns: readonly Column<Row>[],
  isSortedByPage = false,
): AddressedTableState {
  const t = useText('shell')
  const [search, ask] = useAskedSearch()
  const path = usePathname()
  const names = useMemo(() => columns.map((column) => nameOf(column)), [columns])
  const sorts = useMemo(
    () =>
      isSortedByPage ? null : columns.filter(({ compare }) => compare !== undefined).map(({ id }) => id),
    [columns, isSortedByPage],
  )
  const address = useMemo(
    () => readTableAddress(new URLSearchParams(search), { columns: names, sorts }),
    [search, names, sorts],
  )
  const go = (next: URLSearchParams) => {
    ask(next.toString())
    const query = next.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')
    window.history.replaceState(null, '', query === '' ? path : `${path}?${query}`)
  }
  return {
    ...address,
    notices: address.notices.map(({ what, value }) => t(`table.${what}`, { value })),
    columns: names,
    setLayout: (layout) => go(withLayout(new URLSearchParams(search), layout, names)),
    setSort: (sort) => go(withSort(new URLSearchParams(search), sort)),
  }
}

/**
 * The parameters of the address, or those that were just asked for: the address follows in a transition, and until then the box
 * that somebody ticked would show its old state.
 */
function useAskedSearch(): readonly [search: string, ask: (search: string) => void] {
  const now = useSearchParams().toString()
  const [asked, setAsked] = useState<{ readonly over: string; readonly search: string } | null>(null)
  const isOver = asked !== null && asked.over !== now
  if (isOver) setAsked(null)
  const ask = (search: string) => setAsked({ over: now, search })
  return [asked === null || isOver ? now : asked.search, ask]
}
