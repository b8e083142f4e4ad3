import { BAR_SHARE } from './chart-layout.ts'
import { areaPath, bandPath, linePath, type Spot } from './paths.ts'
import type { PreparedChart, PreparedSeries } from './prepare-chart.ts'
import type { Span } from './stack-series.ts'

/** Size of the drawing inside which paths are stretched to the plot. */
export const DRAWING = { width: 1000, height: 100 } as const

/** How a series is drawn: its line and what is filled, each before and after the forecast begins. Empty is nothing. */
export interface SeriesPaths {
  readonly line: string
  readonly forecastLine: string
  readonly fill: string
  readonly forecastFill: string
}

const xIn = ({ from, to }: PreparedChart, seconds: number): number =>
  ((seconds - from) / (to - from)) * DRAWING.width

const yIn = ({ valueAxis: { min, max } }: PreparedChart, value: number): number =>
  ((max - value) / (max - min)) * DRAWING.height

/** The paths of one series in the size of `DRAWING`. */
export function seriesPaths(chart: PreparedChart, series: PreparedSeries): SeriesPaths {
  const { measured, forecast } = splitAtForecast(chart, series.spans)
  if (chart.kind === 'bar') {
    const bars = (spans: readonly Span[]): string => barsPath(chart, spans)
    return { line: '', forecastLine: '', fill: bars(measured), forecastFill: bars(forecast) }
  }
  const line = (spans: readonly Span[]): string => linePath(spotsOf(chart, spans, 1))
  return {
    line: line(measured),
    forecastLine: line(forecast),
    fill: fillOf(chart, measured),
    forecastFill: fillOf(chart, forecast),
  }
}

function fillOf(chart: PreparedChart, spans: readonly Span[]): string {
  if (chart.kind === 'line' || spans.length === 0) return ''
  return chart.kind === 'stack'
    ? bandPath(spotsOf(chart, spans, 0), spotsOf(chart, spans, 1))
    : areaPath(spotsOf(chart, spans, 1), yIn(chart, Math.max(0, chart.valueAxis.min)))
}

/** The path of the normal range or of the range of a forecast. */
export const chartBandPath = (chart: PreparedChart): string =>
  chart.band === null
    ? ''
    : bandPath(spotsOf(chart, chart.band.spans, 0), spotsOf(chart, chart.band.spans, 1))

const spotsOf = (chart: PreparedChart, spans: readonly Span[], edge: 0 | 1): readonly Spot[] =>
  chart.times.map((time, i) => {
    const span = spans[i] ?? null
    return span === null ? null : [xIn(chart, time), yIn(chart, span[edge])]
  })

/** What was measured and what is a forecast; lines of both meet at the newest value. */
export function splitAtForecast<Value>(
  { kind, times, forecastFrom }: PreparedChart,
  values: readonly (Value | null)[],
): { readonly measured: readonly (Value | null)[]; readonly forecast: readonly (Value | null)[] } {
  if (forecastFrom === null) return { measured: values, forecast: [] }
  const first = times.findIndex((time) => time > forecastFrom)
  const border = first === -1 ? times.length : first
  const joint = kind === 'bar' ? border : border - 1
  return {
    measured: values.map((value, i) => (i < border ? value : null)),
    forecast: values.map((value, i) => (i >= joint ? value : null)),
  }
}

function barsPath(chart: PreparedChart, spans: readonly Span[]): string {
  const half = (chart.step * BAR_SHARE) / 2
  return chart.times
    .flatMap((time, i) => {
      const span = spans[i] ?? null
      if (span === null || span[0] === span[1]) return []
      const left = xIn(chart, time - half)
      const right = xIn(chart, time + half)
      const [a, b] = [yIn(chart, span[0]), yIn(chart, span[1])]
      const text = [left, a, right, b].map((value) => Math.round(value * 100) / 100)
      return [`M${text[0]} ${text[1]}H${text[2]}V${text[3]}H${text[0]}Z`]
    })
    .join('')
}
