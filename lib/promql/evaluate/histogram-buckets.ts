// Quantiles and fractions of classic histograms, whose buckets count everything up to their upper bound. The formulas are
// those of Prometheus (promql/quantile.go).

/** Counts of buckets at one time; the first `size` entries count, sorted by bound. */
export class Buckets {
  readonly bounds: Float64Array
  readonly counts: Float64Array
  size = 0

  constructor(capacity: number) {
    this.bounds = new Float64Array(capacity)
    this.counts = new Float64Array(capacity)
  }

  clear(): void {
    this.size = 0
  }

  /** Adds a bucket; bounds must not decrease. Buckets of the same bound, written in different ways, become one. */
  add(bound: number, count: number): void {
    const last = this.size - 1
    if (last >= 0 && this.bounds[last] === bound) {
      this.counts[last] = (this.counts[last] ?? 0) + count
      return
    }
    this.bounds[this.size] = bound
    this.counts[this.size] = count
    this.size += 1
  }

  bound(index: number): number {
    return this.bounds[index] ?? NaN
  }

  count(index: number): number {
    return this.counts[index] ?? NaN
  }

  /** Whether the last bucket has no upper bound, so that it counts everything. */
  get isComplete(): boolean {
    return this.bound(this.size - 1) === Infinity
  }

  get total(): number {
    return this.count(this.size - 1)
  }
}

/** Relative differences below this come from floating point and not from the data. */
const TOLERANCE = 1e-12

function isNearlyEqual(a: number, b: number): boolean {
  const sum = Math.abs(a) + Math.abs(b)
  const distance = Math.abs(a - b)
  // Below the smallest normal number there are no relative errors to speak of.
  if (a === 0 || b === 0 || sum < 2.2250738585072014e-308)
    return distance < TOLERANCE * 2.2250738585072014e-308
  return distance / Math.min(sum, Number.MAX_VALUE) < TOLERANCE
}

/**
 * Makes counts increase with the bound: differences of floating point are ignored, greater decreases taken out. True when
 * there were any of the latter.
 */
function makeMonotonic(buckets: Buckets): boolean {
  let isForced = false
  let previous = buckets.count(0)
  for (let index = 1; index < buckets.size; index += 1) {
    const count = buckets.count(index)
    if (count === previous) continue
    const isSame = isNearlyEqual(previous, count)
    if (isSame || count < previous) {
      buckets.counts[index] = previous
      if (!isSame) isForced = true
    } else previous = count
  }
  return isForced
}

/** The first bucket that counts at least this many, not looking at the last one. */
function bucketOfRank(buckets: Buckets, rank: number): number {
  let low = 0
  let high = buckets.size - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (buckets.count(middle) >= rank) high = middle
    else low = middle + 1
  }
  return low
}

function interpolateRank(buckets: Buckets, rank: number): number {
  const index = bucketOfRank(buckets, rank)
  if (index === buckets.size - 1) return buckets.bound(buckets.size - 2)
  if (index === 0 && buckets.bound(0) <= 0) return buckets.bound(0)
  const end = buckets.bound(index)
  if (index === 0) return end * (rank / buckets.count(0))
  const start = buckets.bound(index - 1)
  const before = buckets.count(index - 1)
  return start + (end - start) * ((rank - before) / (buckets.count(index) - before))
}

/** A quantile, and whether the counts had to be corrected for it. */
export interface BucketQuantile {
  readonly value: number
  readonly isForced: boolean
}

/**
 * The quantile of a classic histogram, interpolated linearly inside a bucket; the lowest bucket starts at 0 unless its bound
 * is negative, and of the highest only its lower bound is known. NaN without observations, without a bucket +Inf or for
 * q = NaN; −Inf for q < 0 and +Inf for q > 1.
 */
export function bucketQuantile(q: number, buckets: Buckets): BucketQuantile {
  if (Number.isNaN(q) || buckets.size === 0) return { value: NaN, isForced: false }
  if (q < 0) return { value: -Infinity, isForced: false }
  if (q > 1) return { value: Infinity, isForced: false }
  if (!buckets.isComplete) return { value: NaN, isForced: false }
  const isForced = makeMonotonic(buckets)
  if (buckets.size < 2 || buckets.total === 0) return { value: NaN, isForced: false }
  return { value: interpolateRank(buckets, q * buckets.total), isForced }
}

/** How many observations are at most a value, interpolated linearly; nothing is known inside an infinite bucket. */
function rankOf(buckets: Buckets, value: number): number {
  let start = buckets.bound(0) > 0 ? 0 : -Infinity
  let before = 0
  for (let index = 0; index < buckets.size; index += 1) {
    const end = buckets.bound(index)
    const count = buckets.count(index)
    if (start >= value) return before
    if (end > value) {
      if (start === -Infinity) return count
      return before + ((count - before) * (value - start)) / (end - start)
    }
    before = count
    start = end
  }
  return buckets.total
}

/**
 * The share of the observations of a classic histogram that are between two values. NaN without observations, without a
 * bucket +Inf and for NaN; 0 when the values are not in order.
 */
export function bucketFraction(lower: number, upper: number, buckets: Buckets): number {
  if (buckets.size === 0 || !buckets.isComplete) return NaN
  const total = buckets.total
  if (total === 0 || Number.isNaN(total) || Number.isNaN(lower) || Number.isNaN(upper)) return NaN
  if (lower >= upper) return 0
  return (Math.min(rankOf(buckets, upper), total) - Math.min(rankOf(buckets, lower), total)) / total
}
