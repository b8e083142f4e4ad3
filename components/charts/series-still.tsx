import { useId } from 'react'
import { dashOf, FILL, FORECAST_DASH, paintOf } from './chart-layout.ts'
import { HatchPattern, type PartProps } from './plot-frame.tsx'
import type { PreparedChart, PreparedSeries } from './prepare-chart.ts'
import { DRAWING, seriesPaths } from './series-paths.ts'

/** The lines of a chart as they are before the script has come, drawn on the server; saved drawings have the same. */
export function SeriesStill({ chart, place }: PartProps) {
  return (
    <svg
      {...place}
      viewBox={`0 0 ${DRAWING.width} ${DRAWING.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {chart.series.map((series) => (
        <StillSeries key={series.id} chart={chart} series={series} />
      ))}
    </svg>
  )
}

/** How dense the fill of a chart is. */
const fillOf = ({ kind }: PreparedChart): number =>
  kind === 'bar' ? FILL.bar : kind === 'stack' ? FILL.stack : FILL.area

function StillSeries({ chart, series }: { chart: PreparedChart; series: PreparedSeries }) {
  const hatch = useId()
  const { line, forecastLine, fill, forecastFill } = seriesPaths(chart, series)
  const paint = paintOf(series.colour)
  const ground = series.isWhatIf ? `url(#${hatch})` : paint
  const stroke = {
    fill: 'none',
    stroke: paint,
    strokeWidth: 1.6,
    strokeLinejoin: 'round',
    strokeLinecap: 'round',
    vectorEffect: 'non-scaling-stroke',
  } as const
  return (
    <g>
      {series.isWhatIf ? <HatchPattern id={hatch} paint={paint} /> : null}
      {fill === '' ? null : <path d={fill} fill={ground} fillOpacity={fillOf(chart)} />}
      {forecastFill === '' ? null : (
        <path
          d={forecastFill}
          fill={ground}
          fillOpacity={fillOf(chart) * (series.isWhatIf ? 1 : FILL.forecast)}
        />
      )}
      {line === '' ? null : <path d={line} {...stroke} strokeDasharray={dashOf(series.colour)} />}
      {forecastLine === '' ? null : <path d={forecastLine} {...stroke} strokeDasharray={FORECAST_DASH} />}
    </g>
  )
}
