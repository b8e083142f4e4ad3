import { quantityText } from '#components/ui/format-quantity.ts'
import { dayText, secondText, type Zone } from '#components/ui/format-time.ts'
import type { PreparedChart } from './prepare-chart.ts'
import type { Twin } from './twin-table.tsx'

/** The data of a chart over time as a table, newest first. */
export function chartTwin(chart: PreparedChart, zone: Zone): Twin {
  return {
    columns: [`Time, ${chart.zone}`, ...chart.series.map(({ label }) => label)],
    rows: chart.times
      .map((time, i) => [
        timeText(time, zone),
        ...chart.series.map(({ values }) => {
          const value = values[i] ?? null
          return value === null ? null : quantityText(value, chart.unit)
        }),
      ])
      .toReversed(),
  }
}

function timeText(seconds: number, zone: Zone): string {
  const at = new Date(seconds * 1000)
  return `${dayText(at, zone)}, ${secondText(at, zone)}`
}
