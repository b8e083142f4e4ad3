/** One measurement: seconds since 1970 (UTC) and the value, null where nothing was measured. */
export type Point = readonly [seconds: number, value: number | null]

/** One line of a chart. `id` is unique within the chart. */
export interface Series {
  readonly id: string
  readonly label: string
  readonly points: readonly Point[]
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
}

/** What a chart is made of: the asked range and step in seconds, one unit, and series that may have holes. */
export interface ChartInput {
  /** Areas start at zero; lines may zoom, and then print their lowest tick. */
  readonly kind: 'line' | 'area'
  readonly unit: string
  readonly from: number
  readonly to: number
  readonly step: number
  readonly series: readonly Series[]
  readonly thresholds?: readonly Threshold[]
  readonly annotations?: readonly Annotation[]
}

/** Most series that one chart can keep apart; there are as many categorical colours. */
export const MOST_SERIES = 8
