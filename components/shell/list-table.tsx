'use client'
import { DataTable, type DataTableProps } from '#components/ui/data-table.tsx'
import { TableNotices, TableTools } from './table-tools.tsx'
import { useTableAddress } from './use-table-address.ts'
import type { ViewDialogProps } from './view-dialog.tsx'
import { ViewMenu } from './view-menu.tsx'

/** Properties of `ListTable`. */
export interface ListTableProps<Row>
  extends Omit<DataTableProps<Row>, 'layout' | 'sorting'>, Pick<ViewDialogProps, 'scope' | 'screen'> {}

/** The table that a page is about: its columns, order and row height stand in the address and can be saved as a view. */
export function ListTable<Row>({ scope, screen, ...props }: ListTableProps<Row>) {
  const table = useTableAddress(props.columns)
  return (
    <>
      <div className="flex flex-col gap-2 border-b border-line p-2.5">
        <TableNotices notices={table.notices} />
        <TableTools table={table}>
          <ViewMenu scope={scope} screen={screen} />
        </TableTools>
      </div>
      <DataTable {...props} layout={table.layout} sorting={{ sort: table.sort, onSort: table.setSort }} />
    </>
  )
}
