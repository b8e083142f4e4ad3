'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { DataTable, type DataTableProps } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { ListSearch } from './list-search.tsx'

/** Fewer rows than this are found by looking. */
const LEAST_SEARCHED = 8

/** Properties of `ShortList`. */
export interface ShortListProps<Row> extends DataTableProps<Row> {
  /** What of a row words are looked for in. */
  readonly textOf: (row: Row) => string
}

/**
 * A list that comes whole, beside the one that its page is about: sorted by its heads and narrowed here. Its words do not stand
 * in the address, which is that of the other list.
 */
export function ShortList<Row>({ textOf, ...table }: ShortListProps<Row>) {
  const t = useText('shell')
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const rows =
    wanted === '' ? table.rows : table.rows.filter((row) => textOf(row).toLowerCase().includes(wanted))
  return (
    <>
      {table.rows.length < LEAST_SEARCHED && wanted === '' ? null : (
        <div className="border-b border-line p-2.5">
          <ListSearch caption={table.caption} text={text} onChange={setText} />
        </div>
      )}
      <DataTable
        {...table}
        rows={rows}
        empty={
          wanted === '' ? (
            table.empty
          ) : (
            <EmptyState title={t('list.nothing')}>{t('list.nothingText', { text })}</EmptyState>
          )
        }
      />
    </>
  )
}
