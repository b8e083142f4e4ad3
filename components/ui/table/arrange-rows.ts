import { sortRows, type SortChoice } from '../sort-rows.ts'
import type { Column } from './column.ts'

/** A row with its key, where it stands now. */
export interface PlacedRow<Row> {
  readonly key: string
  readonly row: Row
}

/** What a table shows, in the order in which it shows it. */
export interface ShownTable<Row> {
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly PlacedRow<Row>[]
}

/** What a table is asked to show. */
export interface AskedTable<Row> {
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The columns in sight, in their order. */
  readonly shown: readonly string[]
  /** Null where the rows stand as they came. */
  readonly sort: SortChoice | null
}

/** Sorts the rows and arranges the columns of a table of so few rows that all of them are drawn. */
export function arrangeRows<Row>({ columns, rows, rowKey, shown, sort }: AskedTable<Row>): ShownTable<Row> {
  const compare = columns.find(({ id }) => id === sort?.column)?.compare
  const sorted = sort === null ? rows : sortRows(rows, compare, sort.direction)
  return {
    columns: shown.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    rows: sorted.map((row) => ({ key: rowKey(row), row })),
  }
}

/** The columns that a table shows unless somebody chose others. */
export const usualColumns = <Row>(columns: readonly Column<Row>[]): readonly string[] =>
  columns.filter(({ isExtra }) => isExtra !== true).map(({ id }) => id)
