import type { Text } from '#components/language/use-text.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { dayText, secondText } from '#components/ui/format-time.ts'
import type { ChartReader } from './chart-reader.ts'
import type { PreparedChart } from './prepare-chart.ts'
import type { Twin } from './twin-table.tsx'

/** The data of a chart over time as a table, newest first. */
export function chartTwin(t: Text<'charts'>, chart: PreparedChart, reader: ChartReader): Twin {
  return {
    columns: [t('timeIn', { zone: chart.zone }), ...chart.series.map(({ label }) => label)],
    rows: chart.times
      .map((time, i) => [
        timeText(time, reader),
        ...chart.series.map(({ values }) => {
          const value = values[i] ?? null
          return value === null ? null : quantityText(value, chart.unit, reader.language)
        }),
      ])
      .toReversed(),
  }
}

function timeText(seconds: number, { zone, language }: ChartReader): string {
  const at = new Date(seconds * 1000)
  return `${dayText(at, zone, language)}, ${secondText(at, zone)}`
}
