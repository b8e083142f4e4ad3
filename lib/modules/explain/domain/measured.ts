/** One thing that a figure was computed from, with a link to its rows or its query. */
export interface MeasuredInput {
  readonly label: string
  /** What went in, as it is printed with its unit: `2,418,906`. */
  readonly value?: string
  /** Path within this installation, e.g. `/incidents?state=open`. */
  readonly href: string
}

/** Why there is no value, and what will bring one. */
export interface MissingValue {
  /** What is not there, a full sentence. */
  readonly reason: string
  /** What fills it, a full sentence: an action of a person, or a process and when it runs next. */
  readonly filledBy: string
}

/** How much of what should have been counted was counted: `41 of 42 sources`. */
export interface PartialBasis {
  readonly have: number
  readonly of: number
  /** What is counted, in the plural: `sources`. */
  readonly what: string
}

/**
 * A figure that opens: its value with everything needed to recompute and to doubt it. `value` is null exactly when
 * `missing` is there; a missing value is never zero.
 */
export interface Measured<T> {
  readonly value: T | null
  /** `count`, `s`, `bytes`, `ratio` (0 to 1), `/s`, a currency code, or any other unit as it is printed; may be empty. */
  readonly unit: string
  /** The instant up to which data was counted, ISO 8601 in UTC. */
  readonly asOf: string
  /** Age of the newest datum at the moment of the answer, in seconds. */
  readonly ageSeconds: number
  /** The formula in words. */
  readonly formula: string
  readonly inputs: readonly MeasuredInput[]
  /** What was left out, one full sentence each. */
  readonly exclusions: readonly string[]
  /** Names the code that computed it: function and version. */
  readonly codeVersion: string
  /** Reference under which the figure can be computed again, or null when it cannot. */
  readonly recompute: string | null
  readonly missing?: MissingValue
  /** There where a part of the data did not arrive; the figure then covers the rest. */
  readonly partial?: PartialBasis
}

/** What every figure says about itself, whether it has a value or not. */
export interface MeasuredBasis {
  readonly unit: string
  /** The instant up to which data was counted. */
  readonly asOf: Date
  readonly formula: string
  readonly inputs?: readonly MeasuredInput[]
  readonly exclusions?: readonly string[]
  readonly codeVersion: string
  readonly recompute?: string | null
  readonly partial?: PartialBasis
}

const common = (basis: MeasuredBasis) => ({
  unit: basis.unit,
  asOf: basis.asOf.toISOString(),
  formula: basis.formula,
  inputs: basis.inputs ?? [],
  exclusions: basis.exclusions ?? [],
  codeVersion: basis.codeVersion,
  recompute: basis.recompute ?? null,
  // What is whole needs no mention.
  ...(basis.partial === undefined || basis.partial.have >= basis.partial.of
    ? {}
    : { partial: basis.partial }),
})

/** A figure with a value, known at `now`; its age is the distance from `asOf`, and 0 when clocks disagree. */
export const measured = <T>(value: T, now: Date, basis: MeasuredBasis): Measured<T> => ({
  ...common(basis),
  value,
  ageSeconds: Math.max(0, (now.getTime() - basis.asOf.getTime()) / 1000),
})

/** A figure that nobody has measured yet. */
export const notMeasured = <T>(missing: MissingValue, basis: MeasuredBasis): Measured<T> => ({
  ...common(basis),
  value: null,
  ageSeconds: 0,
  missing,
})
