/** Rows in sight, and how many wait to be asked for. */
export interface HeldRows<Row> {
  readonly shown: readonly Row[]
  readonly waiting: number
}

/**
 * Holds back rows that came since somebody began to read, so that nothing jumps under a finger: whatever would move a row
 * that is in sight waits. Rows behind the last known one move nothing and are shown.
 */
export function holdBack<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  known: ReadonlySet<string>,
): HeldRows<Row> {
  const lastKnown = rows.findLastIndex((row) => known.has(keyOf(row)))
  const shown = rows.filter((row, i) => i > lastKnown || known.has(keyOf(row)))
  return { shown, waiting: rows.length - shown.length }
}
