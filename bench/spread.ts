/** What is said about several measurements of one thing. */
export interface Spread {
  readonly n: number
  readonly min: number
  readonly median: number
  /** The smallest value that at least 95 of 100 do not exceed. */
  readonly p95: number
  readonly max: number
}

/** Spread of at least one value; the median of an even number of values is the mean of the two in the middle. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (place: number): number => sorted[place] ?? Number.NaN
  const n = sorted.length
  return {
    n,
    min: at(0),
    median: (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2,
    p95: at(Math.ceil(n * 0.95) - 1),
    max: at(n - 1),
  }
}

/** `min 0.041 · median 0.532 · p95 1.01 · max 1.04 (n = 30)` */
export const textOf = ({ n, min, median, p95, max }: Spread): string =>
  `min ${min.toFixed(3)} · median ${median.toFixed(3)} · p95 ${p95.toFixed(3)} · max ${max.toFixed(3)} (n = ${n})`
