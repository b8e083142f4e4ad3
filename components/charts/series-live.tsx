'use client'
import { useId } from 'react'
import { Area, Bar, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import { BAR_SHARE, dashOf, FILL, FORECAST_DASH, paintOf } from './chart-layout.ts'
import { HatchPattern } from './plot-frame.tsx'
import type { PreparedChart, PreparedSeries } from './prepare-chart.ts'
import { splitAtForecast } from './series-paths.ts'

/** Properties of `SeriesLive`. */
export interface SeriesLiveProps {
  readonly chart: PreparedChart
  /** Size of the plot in pixels. */
  readonly width: number
  readonly height: number
}

/** A row of Recharts: the time, and of each series what was measured (`v0`, `v1` …) and what is forecast (`f0` …). */
type Row = Readonly<Record<string, number | null>>

function rowsOf(chart: PreparedChart): Row[] {
  const split = chart.series.map(({ values }) => splitAtForecast(chart, values))
  return chart.times.map((at, i) => ({
    at,
    ...Object.fromEntries(split.map(({ measured }, place) => [`v${place}`, measured[i] ?? null])),
    ...(chart.forecastFrom === null
      ? {}
      : Object.fromEntries(split.map(({ forecast }, place) => [`f${place}`, forecast[i] ?? null]))),
  }))
}

const NO_ROOM = { top: 0, right: 0, bottom: 0, left: 0 }

/**
 * The lines, areas and bars. Axes, limits, flags, cross-hair and tooltip are drawn around it by ourselves, so that it
 * renders only when the data change. Only ever imported lazily: Recharts is the largest script that there is.
 */
export function SeriesLive({ chart, width, height }: SeriesLiveProps) {
  const hatch = useId()
  const band = (width * chart.step) / (chart.to - chart.from)
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rowsOf(chart)}
      margin={NO_ROOM}
      accessibilityLayer={false}
      barSize={Math.max(1, band * BAR_SHARE)}
    >
      {chart.series
        .filter(({ isWhatIf }) => isWhatIf)
        .map(({ id, colour }) => (
          <HatchPattern key={id} id={`${hatch}-${colour}`} paint={paintOf(colour)} />
        ))}
      <XAxis hide type="number" dataKey="at" domain={[chart.from, chart.to]} allowDataOverflow />
      <YAxis
        hide
        type="number"
        width={0}
        domain={[chart.valueAxis.min, chart.valueAxis.max]}
        allowDataOverflow
      />
      {chart.series.map((series, place) => seriesOf({ chart, series, place, hatch }))}
    </ComposedChart>
  )
}

// Functions, not components: Recharts looks for its own elements among the children of the chart.

interface Drawn {
  readonly chart: PreparedChart
  readonly series: PreparedSeries
  readonly place: number
  readonly hatch: string
}

function seriesOf({ chart, series, place, hatch }: Drawn) {
  const paint = paintOf(series.colour)
  const fill = series.isWhatIf ? `url(#${hatch}-${series.colour})` : paint
  const parts = chart.forecastFrom === null ? (['v'] as const) : (['v', 'f'] as const)
  return parts.map((part) => {
    const isForecast = part === 'f'
    const pale = isForecast && !series.isWhatIf ? FILL.forecast : 1
    const key = `${part}${place}`
    const shared = { key, dataKey: key, isAnimationActive: false, ...stackOf(chart, part) } as const
    if (chart.kind === 'bar') {
      return <Bar {...shared} key={key} fill={fill} fillOpacity={pale} />
    }
    const dash = isForecast ? FORECAST_DASH : dashOf(series.colour)
    const line = {
      ...shared,
      type: 'linear',
      stroke: paint,
      strokeWidth: 1.6,
      connectNulls: false,
      dot: false,
      activeDot: false,
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
    } as const
    if (chart.kind === 'line') return <Line {...line} key={key} />
    const density = (chart.kind === 'stack' ? FILL.stack : FILL.area) * pale
    return <Area {...line} key={key} fill={fill} fillOpacity={density} />
  })
}

/** Bars of a forecast stand in the place of those that were measured; areas of both would meet in one time. */
const stackOf = ({ kind }: PreparedChart, part: 'v' | 'f') =>
  kind === 'bar' ? { stackId: 'bars' } : kind === 'stack' ? { stackId: part } : {}
