import { quantityText } from '#components/ui/format-quantity.ts'
import { clockText, momentText, type Zone } from '#components/ui/format-time.ts'
import { compareMissingLast } from '#components/ui/sort-rows.ts'
import type { PreparedChart } from './prepare-chart.ts'

const largestFirst = compareMissingLast<number>((a, b) => b - a)
const DAY_SECONDS = 86_400

/** One line of a tooltip. */
export interface TooltipRow {
  readonly id: string
  readonly label: string
  readonly colour: number
  /** The value with its unit, or `no data`. */
  readonly text: string
}

/** All series at one place of the grid, the largest first, those without a value last. */
export const tooltipRows = (chart: PreparedChart, index: number): readonly TooltipRow[] =>
  chart.series
    .map(({ id, label, colour, values }) => ({ id, label, colour, value: values[index] ?? null }))
    .toSorted((a, b) => largestFirst(a.value, b.value))
    .map(({ value, ...row }) => ({
      ...row,
      text: value === null ? 'no data' : quantityText(value, chart.unit),
    }))

/** The time of a tooltip with seconds and zone; with the date where the chart is longer than a day. */
export function tooltipTime({ from, to, forecastFrom }: PreparedChart, seconds: number, zone: Zone): string {
  const at = new Date(seconds * 1000)
  const text = to - from > DAY_SECONDS ? momentText(at, zone) : clockText(at, zone)
  return forecastFrom !== null && seconds > forecastFrom ? `${text}, forecast` : text
}

/** The same in one sentence, for those who hear it. */
export function readAloud(chart: PreparedChart, index: number, zone: Zone): string {
  const at = chart.times[index] ?? chart.from
  const values = tooltipRows(chart, index).map(({ label, text }) => `${label} ${text}`)
  return `${tooltipTime(chart, at, zone)}: ${values.join(', ')}`
}
