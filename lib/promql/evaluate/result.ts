import type { Labels } from '../labels.ts'
import type { Annotation } from './annotations.ts'

/** A series of a result: the values that it has and their times in milliseconds. */
export interface ResultSeries {
  readonly labels: Labels
  readonly timestamps: Float64Array
  readonly values: Float64Array
}

/** A value of an instant vector. */
export interface ResultSample {
  readonly labels: Labels
  readonly value: number
}

/** What an expression evaluates to. */
export type ResultData =
  | { readonly type: 'scalar'; readonly timeMs: number; readonly value: number }
  | { readonly type: 'string'; readonly timeMs: number; readonly value: string }
  | { readonly type: 'vector'; readonly timeMs: number; readonly samples: readonly ResultSample[] }
  | { readonly type: 'matrix'; readonly series: readonly ResultSeries[] }

/** A result with what is worth knowing about it. */
export interface Result {
  readonly data: ResultData
  readonly warnings: readonly Annotation[]
  readonly infos: readonly Annotation[]
  /** What the query cost, in the units of its limits. */
  readonly cost: { readonly series: number; readonly samples: number }
}
