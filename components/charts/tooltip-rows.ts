import type { Text } from '#components/language/use-text.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { clockText, momentText } from '#components/ui/format-time.ts'
import { compareMissingLast } from '#components/ui/sort-rows.ts'
import type { Language } from '#lib/core/language.ts'
import type { ChartReader } from './chart-reader.ts'
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
export const tooltipRows = (
  t: Text<'charts'>,
  chart: PreparedChart,
  { index, language }: { readonly index: number; readonly language: Language },
): readonly TooltipRow[] =>
  chart.series
    .map(({ id, label, colour, values }) => ({ id, label, colour, value: values[index] ?? null }))
    .toSorted((a, b) => largestFirst(a.value, b.value))
    .map(({ value, ...row }) => ({
      ...row,
      text: value === null ? t('noData') : quantityText(value, chart.unit, language),
    }))

/** The time of a tooltip with seconds and zone; with the date where the chart is longer than a day. */
export function tooltipTime(
  t: Text<'charts'>,
  { from, to, forecastFrom }: PreparedChart,
  seconds: number,
  { zone, language }: ChartReader,
): string {
  const at = new Date(seconds * 1000)
  const time = to - from > DAY_SECONDS ? momentText(at, zone, language) : clockText(at, zone)
  return forecastFrom !== null && seconds > forecastFrom ? t('forecast', { time }) : time
}

/** The same in one sentence, for those who hear it. */
export function readAloud(
  t: Text<'charts'>,
  chart: PreparedChart,
  index: number,
  reader: ChartReader,
): string {
  const at = chart.times[index] ?? chart.from
  const values = tooltipRows(t, chart, { index, language: reader.language }).map(
    ({ label, text }) => `${label} ${text}`,
  )
  return `${tooltipTime(t, chart, at, reader)}: ${values.join(', ')}`
}
