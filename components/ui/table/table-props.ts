import type { ReactNode } from 'react'
import type { SortChoice } from '../sort-rows.ts'
import type { Column, RowAction } from './column.ts'
import type { Density } from './layout.ts'
import type { TableSelection } from './selection-head.tsx'

/** An order that stands in the address. */
export interface TableSorting {
  readonly sort: SortChoice | null
  readonly onSort: (sort: SortChoice | null) => void
  /** The columns that the server sorts by; rows come in their order then. Absent: they are sorted here. */
  readonly byServer?: readonly string[] | undefined
}

/** Properties of `DataTable`. */
export interface DataTableProps<Row> {
  /** What the rows are; read out before them. */
  readonly caption: string
  /** The columns: state, then name, then figures. */
  readonly columns: readonly Column<Row>[]
  /** Worst first. */
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Makes the first column a link that the whole row answers to. */
  readonly rowHref?: (row: Row) => string
  /** Tints rows that need a person. */
  readonly rowTint?: (row: Row) => 'degraded' | 'down' | null
  /**
   * True for a wide table that is read across: it scrolls within itself, on a phone too, and its head and first column
   * stay.
   */
  readonly isFrozen?: boolean
  /** Stands in place of rows: `EmptyState`. */
  readonly empty: ReactNode
  /** The columns in sight, in their order, and the height of rows; by default all that are not extra. */
  readonly layout?: { readonly columns: readonly string[]; readonly density: Density | null }
  /** The order, where the address holds it. */
  readonly sorting?: TableSorting
  /** How rows are chosen; absent where nothing can be done to several at once. */
  readonly selection?: TableSelection<Row>
  /** What can be done to a row, and what the row is called. */
  readonly rowActions?: (row: Row) => { readonly name: string; readonly actions: readonly RowAction[] }
  /** Tells two states of the same row apart: where it changes, a mark at its left fades within a second. */
  readonly rowVersion?: (row: Row) => string
  /** True for thousands of rows: only those in sight are in the page. Rows are equally high, columns as wide as they say. */
  readonly isVirtual?: boolean
  /** How many rows there are, where more than these; -1 where nobody knows. */
  readonly total?: number
}
