'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { DataTable, type DataTableProps } from '#components/ui/data-table.tsx'
import type { SortChoice } from '#components/ui/sort-rows.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import { ExportButtons } from './export-buttons.tsx'
import {
  listHref,
  narrowedBy,
  readListFilter,
  sortedColumns,
  type ListFault,
  type ListFilter,
  type ListSpec,
} from './list-filter.ts'
import { ListSearch } from './list-search.tsx'
import { keepLook, sortOf, sortText } from './table-address.ts'
import { TableNotices, TableTools } from './table-tools.tsx'
import { useDroppedPlace } from './use-dropped-place.ts'
import { useTableAddress } from './use-table-address.ts'
import type { ViewDialogProps } from './view-dialog.tsx'
import { ViewMenu } from './view-menu.tsx'

/** What a page of a list knows of its address. */
export interface ListAddress<Sort extends string> {
  readonly spec: ListSpec<Sort>
  readonly filter: ListFilter<Sort>
  /** What of the address could not be understood. */
  readonly faults: readonly ListFault[]
}

/** Properties of `ListTable`. */
export interface ListTableProps<Row, Sort extends string>
  extends Omit<DataTableProps<Row>, 'layout' | 'sorting'>, Pick<ViewDialogProps, 'scope' | 'screen'> {
  readonly address: ListAddress<Sort>
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  /** How many rows all pages have. */
  readonly total: number
}

/** The address of the list with another filter, in the columns that it has now. */
function useListHref<Sort extends string>(spec: ListSpec<Sort>, scope: string) {
  const search = useSearchParams()
  return (filter: ListFilter<Sort>) => keepLook(listHref(spec, filter, scope), new URLSearchParams(search))
}

/**
 * The table that a page is about: sorted, narrowed and cut into pages by the server. Filter, order, place, columns and row
 * height stand in the address and can be saved as a view; what the filter leaves can be taken along as a file.
 */
export function ListTable<Row, Sort extends string>(props: ListTableProps<Row, Sort>) {
  const { scope, screen, address, next, ...table } = props
  const { spec, filter, faults } = address
  const t = useText('shell')
  const router = useRouter()
  const hrefOf = useListHref(spec, scope)
  const look = useTableAddress(table.columns, true)
  useDroppedPlace(faults)
  const sorts = sortedColumns(spec)
  const change = (part: Partial<ListFilter<Sort>>) => {
    router.push(hrefOf({ ...filter, ...part, after: null }), { scroll: false })
  }
  const sort = (choice: SortChoice | null) => {
    change({ sort: readListFilter(spec, { sort: sortText(choice) ?? undefined }).sort })
  }
  return (
    <>
      <div className="flex flex-col gap-2 border-b border-line p-2.5">
        <TableNotices notices={[...faults.map((fault) => t(`list.fault.${fault}`)), ...look.notices]} />
        <div className="flex flex-wrap items-center gap-2">
          <ListSearch caption={table.caption} text={filter.text} onChange={(text) => change({ text })} />
          <TableTools table={look}>
            <ViewMenu scope={scope} screen={screen} />
            <ExportButtons
              path={`/api/v1${spec.api ?? spec.path}/export`}
              scope={scope}
              filter={narrowedBy(filter)}
              name={screen}
            />
          </TableTools>
        </div>
      </div>
      <DataTable
        {...table}
        empty={
          filter.text === '' ? (
            table.empty
          ) : (
            <EmptyState title={t('list.nothing')}>{t('list.nothingText', { text: filter.text })}</EmptyState>
          )
        }
        layout={look.layout}
        sorting={{ sort: sortOf(filter.sort, sorts), onSort: sort, byServer: sorts }}
      />
      {next === null && filter.after === null ? null : (
        <nav aria-label={t('list.pages')} className="flex gap-2 border-t border-line p-2.5">
          {filter.after === null ? null : (
            <ButtonLink href={hrefOf({ ...filter, after: null })}>{t('list.first')}</ButtonLink>
          )}
          {next === null ? null : (
            <ButtonLink href={hrefOf({ ...filter, after: next })}>{t('list.next')}</ButtonLink>
          )}
        </nav>
      )}
    </>
  )
}
