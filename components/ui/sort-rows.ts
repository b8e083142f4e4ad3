/** By which column a table is sorted, when a reader has chosen one. */
export interface SortChoice {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** What a click on a head leads to: ascending, then descending, then back to the order the table came in. */
export function nextSort(current: SortChoice | null, column: string): SortChoice | null {
  if (current?.column !== column) return { column, direction: 'ascending' }
  return current.direction === 'ascending' ? { column, direction: 'descending' } : null
}

/** Rows in the chosen order; equal rows keep the order they came in, in both directions. */
export function sortRows<Row>(
  rows: readonly Row[],
  compare: ((a: Row, b: Row) => number) | undefined,
  direction: SortChoice['direction'],
): readonly Row[] {
  if (compare === undefined) return rows
  return rows.toSorted(direction === 'ascending' ? compare : (a, b) => compare(b, a))
}

/** Compares what may be missing: nothing sorts after everything, so that "ascending" begins with a value. */
export function compareMissingLast<T>(compare: (a: T, b: T) => number): (a: T | null, b: T | null) => number {
  return (a, b) => {
    if (a === null) return b === null ? 0 : 1
    return b === null ? -1 : compare(a, b)
  }
}

/** Compares by the first question that tells two rows apart. */
export const inTurn =
  <T>(...compares: readonly ((a: T, b: T) => number)[]) =>
  (a: T, b: T): number => {
    for (const compare of compares) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return 0
  }
