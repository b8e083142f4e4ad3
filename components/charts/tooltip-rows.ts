import { quantityText } from '#components/ui/format-quantity.ts'
import { compareMissingLast } from '#components/ui/sort-rows.ts'
import type { PreparedChart } from './prepare-chart.ts'

const largestFirst = compareMissingLast<number>((a, b) => b - a)

/** One line of a tooltip. */
export interface TooltipRow {
  readonly id: string
  readonly label: string
  readonly colour: number
  /** The value with its unit, or `no data`. */
  readonly text: string
}

/** All series at the time of the grid nearest to `seconds`, the largest first, those without a value last. */
export function tooltipRows(
  chart: PreparedChart,
  seconds: number,
): { readonly at: number; readonly rows: readonly TooltipRow[] } {
  const { times } = chart
  const step = times.length > 1 ? (times[1] ?? 0) - (times[0] ?? 0) : 1
  const index = Math.min(times.length - 1, Math.max(0, Math.round((seconds - chart.from) / step)))
  const rows = chart.series
    .map(({ id, label, colour, values }) => ({ id, label, colour, value: values[index] ?? null }))
    .toSorted((a, b) => largestFirst(a.value, b.value))
    .map(({ id, label, colour, value }) => ({
      id,
      label,
      colour,
      text: value === null ? 'no data' : quantityText(value, chart.unit),
    }))
  return { at: times[index] ?? chart.from, rows }
}
