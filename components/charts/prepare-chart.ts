import { formatSeconds } from '#lib/core/duration.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { clockText, zoneLabel, type Zone } from '#components/ui/format-time.ts'
import {
  MOST_SERIES,
  type Annotation,
  type ChartInput,
  type Point,
  type Series,
  type Threshold,
} from './chart-data.ts'
import { timeTicks, valueAxis, type Tick, type ValueAxis } from './ticks.ts'

/** A series on the time grid of the chart: one value per time, null where nothing was measured. */
export interface PreparedSeries {
  readonly id: string
  readonly label: string
  /** 1 to 8: which categorical colour, and which dash. */
  readonly colour: number
  readonly values: readonly (number | null)[]
  /** The newest value with its unit, e.g. `412 ms`; null for a series without any. */
  readonly lastText: string | null
}

/** A stretch in which no series has a value. Times in seconds since 1970. */
export interface Gap {
  readonly from: number
  readonly to: number
  /** `no data 58 m`. */
  readonly label: string
  /** Whether the label has room in it. */
  readonly isWide: boolean
}

/** The newest value of a line that reaches the end of the range. */
export interface LineEnd {
  readonly id: string
  readonly value: number
  /** With its unit. */
  readonly text: string
  readonly colour: number
}

/** Part of the range from which on a gap has room for its label. */
const WIDE_SHARE = 0.06

/** Most lines whose ends are labelled; beyond, the legend and the tooltip have to do. */
const MOST_ENDS = 4

/** Everything that a chart draws, in the units of the data: both views read it, and neither computes. */
export interface PreparedChart {
  readonly kind: 'line' | 'area'
  readonly unit: string
  readonly from: number
  readonly to: number
  /** The grid: seconds since 1970, evenly spaced. */
  readonly times: readonly number[]
  readonly series: readonly PreparedSeries[]
  /** Series beyond the eighth that are not drawn; the table has no room for them either, and the page says so. */
  readonly left: number
  readonly valueAxis: ValueAxis
  readonly timeTicks: readonly Tick[]
  /** The zone of the time axis, e.g. `UTC+8`. */
  readonly zone: string
  readonly gaps: readonly Gap[]
  readonly ends: readonly LineEnd[]
  readonly thresholds: readonly Threshold[]
  readonly annotations: readonly Annotation[]
  /** What a reader should take from it, in one sentence: the accessible name of the chart. */
  readonly finding: string
}

/** Turns series into what is drawn. Pure; `zone` decides which times are round and how they are printed. */
export function prepareChart(input: ChartInput, zone: Zone): PreparedChart {
  const count = Math.floor((input.to - input.from) / input.step + 1e-9) + 1
  const times = Array.from({ length: Math.max(1, count) }, (_, i) => input.from + i * input.step)
  const ranked = largestFirst(input.series)
  const drawn = ranked.slice(0, MOST_SERIES)
  const series = input.series
    .filter((each) => drawn.includes(each))
    .map((each, i) => prepareSeries(each, i + 1, onGrid(each.points, input, times.length), input.unit))
  const thresholds = input.thresholds ?? []
  const annotations = (input.annotations ?? []).filter(({ at }) => at >= input.from && at <= input.to)
  return {
    kind: input.kind,
    unit: input.unit,
    from: input.from,
    to: input.to,
    times,
    series,
    left: ranked.length - drawn.length,
    valueAxis: axisOf(input.kind, input.unit, series, thresholds),
    timeTicks: timeTicks(input.from, input.to, zone),
    zone: zoneLabel(new Date(input.to * 1000), zone),
    gaps: gapsOf(times, input, series),
    ends: endsOf(series),
    thresholds,
    annotations,
    finding: findingOf(series, times, input.unit, zone),
  }
}

function prepareSeries(
  series: Series,
  colour: number,
  values: (number | null)[],
  unit: string,
): PreparedSeries {
  const last = values.findLast((value) => value !== null) ?? null
  return {
    id: series.id,
    label: series.label,
    colour,
    values,
    lastText: last === null ? null : quantityText(last, unit),
  }
}

/** Puts points on the grid. Where two fall on one time the larger stays: a peak is never lost. */
function onGrid(points: readonly Point[], input: ChartInput, length: number): (number | null)[] {
  const values = Array.from({ length }, (): number | null => null)
  for (const [seconds, value] of points) {
    const index = Math.round((seconds - input.from) / input.step)
    if (value === null || !Number.isFinite(value) || index < 0 || index >= length) continue
    const there = values[index] ?? null
    values[index] = there === null ? value : Math.max(there, value)
  }
  return values
}

const peakOf = (series: Series): number =>
  series.points.reduce(
    (peak, [, value]) => (value !== null && Number.isFinite(value) ? Math.max(peak, Math.abs(value)) : peak),
    -1,
  )

const largestFirst = (series: readonly Series[]): readonly Series[] =>
  series.length <= MOST_SERIES ? series : series.toSorted((a, b) => peakOf(b) - peakOf(a))

const present = (series: readonly PreparedSeries[]): number[] =>
  series.flatMap(({ values }) => values.filter((value) => value !== null))

/** Zero belongs to every axis, unless lines stay in a narrow band far from it. */
function axisOf(
  kind: ChartInput['kind'],
  unit: string,
  series: readonly PreparedSeries[],
  thresholds: readonly Threshold[],
): ValueAxis {
  const values = [...present(series), ...thresholds.map(({ value }) => value)]
  if (values.length === 0) return { min: 0, max: 1, ticks: [] } // nothing measured: no figure, not even on the axis
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const isZoomed = kind === 'line' && low > 0 && low > high * 0.7 && low !== high
  return valueAxis(isZoomed ? low : Math.min(0, low), Math.max(0, high), unit)
}

/** A gap reaches from the last value before it to the first one after it. */
function gapsOf(
  times: readonly number[],
  input: ChartInput,
  series: readonly PreparedSeries[],
): readonly Gap[] {
  const isEmpty = times.map((_, i) => series.every(({ values }) => (values[i] ?? null) === null))
  const gaps: Gap[] = []
  for (let i = 0; i < times.length; i += 1) {
    if (isEmpty[i] !== true) continue
    const next = isEmpty.indexOf(false, i)
    const end = next === -1 ? times.length : next
    const from = i === 0 ? input.from : (times[i - 1] ?? input.from)
    const to = next === -1 ? input.to : (times[end] ?? input.to)
    if (to > from) gaps.push(gapOf(from, to, input.to - input.from))
    i = end
  }
  return gaps
}

const gapOf = (from: number, to: number, range: number): Gap => ({
  from,
  to,
  label: `no data ${formatSeconds(to - from)}`,
  isWide: (to - from) / range > WIDE_SHARE,
})

function endsOf(series: readonly PreparedSeries[]): readonly LineEnd[] {
  const ends = series.flatMap(({ id, colour, values, lastText }) => {
    const value = values.at(-1) ?? null
    return value === null || lastText === null ? [] : [{ id, colour, value, text: lastText }]
  })
  return ends.length > MOST_ENDS ? [] : ends
}

function findingOf(
  series: readonly PreparedSeries[],
  times: readonly number[],
  unit: string,
  zone: Zone,
): string {
  const sentences = series.flatMap(({ label, values, lastText }) => {
    if (lastText === null) return [`${label}: no data`]
    const peak = values.reduce<number>((a, b) => (b === null ? a : Math.max(a, b)), Number.NEGATIVE_INFINITY)
    const at = times[values.indexOf(peak)] ?? 0
    return [
      `${label}: ${lastText} at the end, highest ${quantityText(peak, unit)} at ${clockText(new Date(at * 1000), zone)}`,
    ]
  })
  return sentences.length === 0 ? 'No data in this range' : sentences.join('. ')
}
