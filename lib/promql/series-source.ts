import type { Labels } from './labels.ts'
import type { CompiledMatcher } from './matcher.ts'

/**
 * One series with its samples, oldest first, times strictly increasing. The arrays may be views into a larger buffer and may
 * hold more samples than were asked for: the evaluation searches for those it needs and never writes to them. They must not
 * change until the evaluation has ended. Values may contain staleness markers (`writeStaleMarker`).
 */
export interface Series {
  readonly labels: Labels
  /** Milliseconds since the epoch, whole numbers. */
  readonly timestamps: Float64Array
  readonly values: Float64Array
}

/** All series that matched, in any order; no two have the same labels. */
export type SeriesSet = readonly Series[]

/** What the samples are for; a source may use it to pick a resolution, and may ignore it. */
export interface SelectHints {
  /** Milliseconds between evaluations, 0 for an instant query. */
  readonly stepMs: number
  /** Milliseconds of the range selector, 0 for an instant selector, which looks back `lookbackMs`. */
  readonly rangeMs: number
  readonly lookbackMs: number
  /** The function or aggregation directly around the selector, '' when there is none. */
  readonly function: string
}

/**
 * Where samples come from. A source that answers at once, without a promise, is read without interruption: the evaluation
 * then runs in one go, and views into living buffers are safe.
 */
export interface SeriesSource {
  /** All series that meet every matcher and have samples between the two times, both included. */
  select: (
    matchers: readonly CompiledMatcher[],
    fromMs: number,
    toMs: number,
    hints: SelectHints,
  ) => SeriesSet | Promise<SeriesSet>
}
