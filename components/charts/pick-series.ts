import { MOST_SERIES } from './chart-data.ts'
import type { MatrixSeries } from './prometheus-matrix.ts'

/** Labels of something that fired. */
export type FiredLabels = Readonly<Record<string, unknown>>

/** Not part of the labels of what fired: the name of the metric, and whose it is. */
const OTHERS: ReadonlySet<string> = new Set(['__name__', 'platform', 'tenant'])

const isOf = ({ metric }: MatrixSeries, labels: FiredLabels): boolean =>
  Object.entries(metric).every(([name, value]) => OTHERS.has(name) || labels[name] === value)

/**
 * The series that fired, where there are more than a chart keeps apart: it keeps the highest peaks, and what fired may be the lowest.
 * All of them where none is known to have fired.
 */
export function pickFired(
  matrix: readonly MatrixSeries[],
  fired: readonly FiredLabels[],
): readonly MatrixSeries[] {
  if (matrix.length <= MOST_SERIES) return matrix
  const picked = matrix.filter((series) => fired.some((labels) => isOf(series, labels)))
  return picked.length === 0 ? matrix : picked
}
