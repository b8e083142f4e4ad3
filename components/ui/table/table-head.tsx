'use client'
import { useText } from '#components/language/use-text.ts'
import { Icon } from '../icon.tsx'
import type { SortChoice } from '../sort-rows.ts'
import type { Column } from './column.ts'
import { headClass, type Look } from './looks.ts'

/** Properties of `TableHead`. */
export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly look: Look
  readonly sort: SortChoice | null
  /** The columns that rows can be sorted by. */
  readonly sortable: readonly string[]
  readonly onSort: (column: string) => void
  /** True where a box to choose all rows stands before the first head. */
  readonly hasBox: boolean
  /** True where a column with the menu of each row follows. */
  readonly hasMenu: boolean
}

/** The heads of the columns; a click on one sorts by it. */
export function TableHead<Row>(props: TableHeadProps<Row>) {
  const t = useText('ui')
  const { columns, look, sort, sortable, onSort, hasBox, hasMenu } = props
  return (
    <thead className={look.head}>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined
          return (
            <th key={column.id} scope="col" aria-sort={direction} className={headClass(column, look, hasBox)}>
              {sortable.includes(column.id) ? (
                <button
                  type="button"
                  onClick={() => onSort(column.id)}
                  className="inline-flex items-center gap-1 hover:text-fg-1"
                >
                  {column.head}
                  {direction === undefined ? null : (
                    <Icon name={direction === 'ascending' ? 'up' : 'down'} size={11} />
                  )}
                </button>
              ) : (
                column.head
              )}
            </th>
          )
        })}
        {hasMenu ? (
          <th scope="col" className={headClass({ id: '', head: '', cell: () => null }, look, false)}>
            <span className="sr-only">{t('table.actions')}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  )
}
