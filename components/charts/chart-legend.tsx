import { FILL } from './chart-layout.ts'
import type { PreparedChart } from './prepare-chart.ts'
import { SeriesMark } from './series-mark.tsx'

/** The names of the series where nothing else names them, and of the band. A single series is named by the title. */
export function ChartLegend({ chart }: { chart: PreparedChart }) {
  const series = chart.hasLegend ? chart.series : []
  if (series.length === 0 && chart.band === null) return null
  return (
    <ul className="flex flex-wrap gap-x-3.5">
      {series.map(({ id, label, colour }) => (
        <li key={id} className="inline-flex items-center gap-[5px] text-fg-2">
          <SeriesMark colour={colour} kind={chart.kind} />
          {label}
        </li>
      ))}
      {chart.band === null ? null : (
        <li className="inline-flex items-center gap-[5px] text-fg-2">
          <svg width="8" height="8" aria-hidden="true" className="shrink-0">
            <rect width="8" height="8" fill="var(--bw-fg-3)" fillOpacity={FILL.band * 2} />
          </svg>
          {chart.band.label}
        </li>
      )}
    </ul>
  )
}
