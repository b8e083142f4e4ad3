import type { Text } from '#components/language/use-text.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { zoneLabel } from '#components/ui/format-time.ts'
import type { Language } from '#lib/core/language.ts'
import type { Annotation, ChartInput, ChartKind, Threshold } from './chart-data.ts'
import { chartFinding } from './chart-finding.ts'
import type { ChartReader } from './chart-reader.ts'
import { findGaps, type Gap } from './find-gaps.ts'
import { groupSeries, type Grouped, type GriddedSeries } from './group-series.ts'
import type { FlagRow } from './place-annotations.ts'
import { gridTimes, placeOnGrid } from './place-on-grid.ts'
import { stackSeries, type Span } from './stack-series.ts'
import { timeTicks, valueAxis, type Tick, type ValueAxis } from './ticks.ts'

/** A series on the time grid of the chart: one value per time, null where nothing was measured. */
export interface PreparedSeries {
  readonly id: string
  readonly label: string
  /** 1 to 8: which categorical colour, and which dash; 0 for the one that stands for all others. */
  readonly colour: number
  readonly values: readonly (number | null)[]
  /** What is drawn of it: from zero or from the series below it up to its value. */
  readonly spans: readonly Span[]
  /** The newest value with its unit, e.g. `412 ms`; null for a series without any. */
  readonly lastText: string | null
  /** Drawn hatched: what would come on top. */
  readonly isWhatIf: boolean
}

/** The newest value of a line that reaches the end of the range. */
export interface LineEnd {
  readonly id: string
  readonly value: number
  /** With its unit. */
  readonly text: string
  /** The name of the series; null where the legend or the title has it. */
  readonly name: string | null
  readonly colour: number
}

/** A band on the time grid of the chart. */
export interface PreparedBand {
  readonly label: string
  readonly spans: readonly Span[]
}

/** Most lines whose ends are labelled; beyond, the legend and the tooltip have to do. */
const MOST_ENDS = 4
/** Most lines that are named at their ends, and the longest name that has room there. */
const MOST_NAMED_ENDS = 2
const LONGEST_NAME = 11

/** Everything that a chart draws, in the units of the data: both views read it, and neither computes. */
export interface PreparedChart {
  readonly kind: ChartKind
  readonly unit: string
  /** Ends of the time axis: for bars half a step wider than the data. */
  readonly from: number
  readonly to: number
  /** Distance of two times in seconds. */
  readonly step: number
  /** The grid: seconds since 1970, evenly spaced. */
  readonly times: readonly number[]
  readonly series: readonly PreparedSeries[]
  /** Series without a colour of their own, drawn as one; null where there are none. */
  readonly grouped: Grouped | null
  readonly valueAxis: ValueAxis
  readonly timeTicks: readonly Tick[]
  /** The zone of the time axis, e.g. `UTC+8`. */
  readonly zone: string
  readonly gaps: readonly Gap[]
  readonly ends: readonly LineEnd[]
  /** Whether the series have to be named beside the title. */
  readonly hasLegend: boolean
  readonly thresholds: readonly Threshold[]
  readonly annotations: readonly Annotation[]
  readonly band: PreparedBand | null
  /** Values later than this are a forecast; null without one. */
  readonly forecastFrom: number | null
  /** The word at the line where a forecast begins. */
  readonly nowText: string
  /** `5 incidents`: what flags are called that stand too close to be told apart. */
  readonly crowdText: FlagRow['crowdText']
  /** How the server thinned the data: `10 m buckets, minimum and maximum kept`; null where it did not. */
  readonly thinned: string | null
  /** What a reader should take from it, in one sentence: the accessible name of the chart. */
  readonly finding: string
}

/** Turns series into what is drawn. Pure; the zone of the reader decides which times are round and how they are printed. */
export function prepareChart(t: Text<'charts'>, input: ChartInput, reader: ChartReader): PreparedChart {
  const times = gridTimes(input)
  const step = times.length > 1 ? (times[1] ?? 0) - (times[0] ?? 0) : input.step
  const gridded = input.series.map((each): GriddedSeries => ({
    id: each.id,
    label: each.label,
    values: placeOnGrid(each.points, input),
    isWhatIf: each.isWhatIf ?? false,
    isOther: false,
  }))
  const { series: drawn, grouped } = groupSeries(t, gridded, input.kind)
  const series = prepareSeries(drawn, input, reader.language)
  const range = rangeOf(input, times, step)
  const ends = endsOf(input.kind, series)
  const band = bandOf(input, times)
  const isMeasured = times.map((_, i) => series.some(({ values }) => (values[i] ?? null) !== null))
  return {
    kind: input.kind,
    unit: input.unit,
    ...range,
    step,
    times,
    series,
    grouped,
    valueAxis: axisOf(input, series, { band, language: reader.language }),
    timeTicks: timeTicks(range.from, range.to, reader),
    zone: zoneLabel(new Date(input.to * 1000), reader.zone),
    gaps: findGaps(t, times, isMeasured, range),
    ends,
    hasLegend:
      series.length > MOST_NAMED_ENDS || (series.length > 1 && ends.every(({ name }) => name === null)),
    thresholds: input.thresholds ?? [],
    annotations: (input.annotations ?? []).filter(({ at }) => at >= input.from && at <= input.to),
    band,
    forecastFrom: input.forecastFrom ?? null,
    nowText: t('now'),
    crowdText: (kind, count) => t(`crowd.${kind}`, { count }),
    thinned:
      input.bucketSeconds === undefined ? null : t('thinned', { time: formatSeconds(input.bucketSeconds) }),
    finding: chartFinding(t, { series, times, unit: input.unit }, reader),
  }
}

/** A bar stands around its time: the first and the last one need half a step beyond the data. Buckets are drawn whole. */
function rangeOf(
  { kind, bucketSeconds, ...asked }: ChartInput,
  times: readonly number[],
  step: number,
): { readonly from: number; readonly to: number } {
  const from = bucketSeconds === undefined ? asked.from : (times[0] ?? asked.from)
  const to = bucketSeconds === undefined ? asked.to : (times.at(-1) ?? asked.to)
  return kind === 'bar' ? { from: from - step / 2, to: to + step / 2 } : { from, to }
}

const isStacked = (kind: ChartKind): boolean => kind === 'stack' || kind === 'bar'

function prepareSeries(
  drawn: readonly GriddedSeries[],
  { kind, unit }: ChartInput,
  language: Language,
): readonly PreparedSeries[] {
  const values = drawn.map((each) => each.values)
  const spans = isStacked(kind)
    ? stackSeries(values)
    : values.map((each) => each.map((value): Span => (value === null ? null : [0, value])))
  return drawn.map((each, i) => {
    const last = each.values.findLast((value) => value !== null) ?? null
    return {
      id: each.id,
      label: each.label,
      colour: each.isOther ? 0 : i + 1,
      values: each.values,
      spans: spans[i] ?? [],
      lastText: last === null ? null : quantityText(last, unit, language),
      isWhatIf: each.isWhatIf,
    }
  })
}

function bandOf(input: ChartInput, times: readonly number[]): PreparedBand | null {
  if (input.band === undefined) return null
  const { label, points } = input.band
  const lows = placeOnGrid(
    points.map(([at, low]) => [at, low] as const),
    input,
  )
  const highs = placeOnGrid(
    points.map(([at, , high]) => [at, high] as const),
    input,
  )
  const spans = times.map((_, i): Span => {
    const low = lows[i] ?? null
    const high = highs[i] ?? null
    return low === null || high === null ? null : [low, high]
  })
  return { label, spans }
}

/** Zero belongs to every axis, unless lines stay in a narrow band far from it. */
function axisOf(
  { kind, unit, thresholds = [], covers }: ChartInput,
  series: readonly PreparedSeries[],
  { band, language }: { readonly band: PreparedBand | null; readonly language: Language },
): ValueAxis {
  const drawn = series.flatMap(({ spans }) => spans.flatMap((span) => (span === null ? [] : [span[1]])))
  // Nothing measured: no figure, not even on the axis.
  if (drawn.length === 0) return { min: 0, max: 1, ticks: [] }
  const edges = band === null ? [] : band.spans.flatMap((span) => span ?? [])
  const values = [...drawn, ...edges, ...thresholds.map(({ value }) => value), ...(covers ?? [])]
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const isZoomed = kind === 'line' && low > 0 && low > high * 0.7 && low !== high
  return valueAxis(isZoomed ? low : Math.min(0, low), Math.max(0, high), unit, language)
}

/** Pieces of a stack have no end of their own. */
function endsOf(kind: ChartKind, series: readonly PreparedSeries[]): readonly LineEnd[] {
  if (isStacked(kind)) return []
  const reaching = series.flatMap(({ id, label, colour, values, lastText }) => {
    const value = values.at(-1) ?? null
    return value === null || lastText === null ? [] : [{ id, label, colour, value, text: lastText }]
  })
  if (reaching.length > MOST_ENDS) return []
  const isNamed =
    series.length > 1 &&
    series.length <= MOST_NAMED_ENDS &&
    reaching.length === series.length &&
    reaching.every(({ label }) => label.length <= LONGEST_NAME)
  return reaching.map(({ label, ...end }) => ({ ...end, name: isNamed ? label : null }))
}
