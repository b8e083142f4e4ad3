import { csvOf } from '#lib/core/csv.ts'
import type { PreparedChart } from './prepare-chart.ts'

/** The data of a chart as CSV (RFC 4180): times in UTC, full precision, an empty cell where nothing was measured. */
export function chartCsv(chart: PreparedChart): string {
  const unit = chart.unit === '' ? '' : ` (${chart.unit})`
  return csvOf(
    ['time (UTC)', ...chart.series.map(({ label }) => `${label}${unit}`)],
    chart.times.map((time, i) => [
      new Date(time * 1000).toISOString(),
      ...chart.series.map(({ values }) => values[i] ?? null),
    ]),
  )
}
