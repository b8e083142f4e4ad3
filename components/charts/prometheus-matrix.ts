import type { Series } from './chart-data.ts'

/** One series of a range query, as the Prometheus HTTP API answers it. */
export interface MatrixSeries {
  readonly metric: Readonly<Record<string, string>>
  readonly values: readonly (readonly [seconds: number, value: string])[]
}

/** Prometheus writes infinities as `+Inf` and `-Inf`; anything that is not a number becomes NaN. */
export function sampleValue(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY
  if (text === '-Inf') return Number.NEGATIVE_INFINITY
  return text.trim() === '' ? Number.NaN : Number(text)
}

/**
 * Names each series by the labels in which it differs from the others, e.g. `node-1` or `node-1, eth0`. A single series
 * has nothing to differ in and gets `fallback`.
 */
export function seriesLabels(
  metrics: readonly Readonly<Record<string, string>>[],
  fallback: string,
): readonly string[] {
  const names = [...new Set(metrics.flatMap((metric) => Object.keys(metric)))].toSorted()
  const telling = names.filter((name) => new Set(metrics.map((metric) => metric[name])).size > 1)
  return metrics.map((metric) => {
    const parts = telling.map((name) => metric[name]).filter((value) => value !== undefined && value !== '')
    return parts.length === 0 ? fallback : parts.join(', ')
  })
}

/** The result of a range query as series of a chart; steps without a sample are simply absent. */
export function fromMatrix(matrix: readonly MatrixSeries[], fallback: string): readonly Series[] {
  const labels = seriesLabels(
    matrix.map(({ metric }) => metric),
    fallback,
  )
  return matrix.map(({ metric, values }, i) => ({
    id: JSON.stringify(Object.entries(metric).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    label: labels[i] ?? fallback,
    points: values.map(([seconds, text]) => [seconds, sampleValue(text)] as const),
  }))
}
