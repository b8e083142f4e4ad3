import type { PreparedChart } from './prepare-chart.ts'

/** A cell of a CSV file. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The data of a chart as CSV (RFC 4180): times in UTC, full precision, an empty cell where nothing was measured. */
export function chartCsv(chart: PreparedChart): string {
  const unit = chart.unit === '' ? '' : ` (${chart.unit})`
  const head = ['time (UTC)', ...chart.series.map(({ label }) => `${label}${unit}`)].map(cell)
  const rows = chart.times.map((time, i) => [
    new Date(time * 1000).toISOString(),
    ...chart.series.map(({ values }) => String(values[i] ?? '')),
  ])
  return [head, ...rows].map((row) => row.join(',')).join('\r\n')
}
