/** One measurement: seconds since 1970 (UTC) and the value, null where nothing was measured. */
export type Point = readonly [seconds: number, value: number | null]

/** One line of a chart. `id` is unique within the chart. */
export interface Series {
  readonly id: string
  readonly label: string
  readonly points: readonly Point[]
  /** What would come on top if something ran on: bars of it are hatched. */
  readonly isWhatIf?: boolean
}

/** A limit that is drawn across the chart. `page` limits wake people, `target` ones are promises. */
export interface Threshold {
  readonly value: number
  readonly label: string
  readonly tone: 'page' | 'target'
}

/** Something that happened at one instant (seconds since 1970). */
export interface Annotation {
  readonly at: number
  readonly label: string
  readonly tone: 'change' | 'incident' | 'maint'
  /** What its flag leads to; say it elsewhere on the page too, because a flag is reached by pointers alone. */
  readonly href?: string
}

/** Between which values something is normal, or a forecast lies. The label names the range: `80 % of forecasts`. */
export interface Band {
  readonly label: string
  /** Seconds since 1970, the lower and the upper edge. */
  readonly points: readonly (readonly [seconds: number, low: number, high: number])[]
}

/** Lines, filled lines, areas on top of each other, or bars on top of each other. */
export type ChartKind = 'line' | 'area' | 'stack' | 'bar'

/** What a chart is made of: the asked range and step in seconds, one unit, and series that may have holes. */
export interface ChartInput {
  /** Areas and bars start at zero; lines may zoom, and then print their lowest tick. */
  readonly kind: ChartKind
  readonly unit: string
  readonly from: number
  readonly to: number
  readonly step: number
  readonly series: readonly Series[]
  readonly thresholds?: readonly Threshold[]
  readonly annotations?: readonly Annotation[]
  /** Normal range or range of a forecast. */
  readonly band?: Band
  /** Values later than this are a forecast: dashed or pale. Seconds since 1970. */
  readonly forecastFrom?: number
  /** Width in seconds of the buckets of which the server kept minimum and maximum alone; see `thinSamples`. */
  readonly bucketSeconds?: number
  /** Values that the axis covers at least, so that charts beside each other have the same one. */
  readonly covers?: readonly [low: number, high: number]
}

/** Most series that one chart can keep apart; there are as many categorical colours. The rest is drawn as one. */
export const MOST_SERIES = 8
