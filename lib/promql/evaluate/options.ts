import type { CompileRegex } from '../regex/regex.ts'

/** How old the newest sample of a series may be for an instant selector: 5 minutes, as in Prometheus. */
export const DEFAULT_LOOKBACK_MS = 300_000

/** The step of sub-queries that name none: 1 minute, Prometheus' default evaluation interval. */
export const DEFAULT_SUBQUERY_STEP_MS = 60_000

/** What a query may cost. */
export interface Limits {
  /** Series that its selectors match, added up. */
  readonly maxSeries: number
  /** Samples read plus points of intermediate results that are held in memory, added up. */
  readonly maxSamples: number
  /** Steps of a range query. */
  readonly maxPointsPerSeries: number
}

/** Prometheus' own defaults where it has them (50 million samples, 11,000 points); it does not limit series. */
export const DEFAULT_LIMITS: Limits = {
  maxSeries: 1_000_000,
  maxSamples: 50_000_000,
  maxPointsPerSeries: 11_000,
}

/** Options of an evaluation; all of them have Prometheus' defaults. */
export interface EvaluateOptions {
  readonly lookbackMs?: number
  readonly subqueryStepMs?: number
  readonly limits?: Partial<Limits>
  /** Asked once per series; when it answers true the query ends with an error of the kind `cancelled`. */
  readonly isCancelled?: () => boolean
  /** Replaces the built-in regular expressions of matchers and of `label_replace`. */
  readonly compileRegex?: CompileRegex
}
