/**
 * The quantile of numbers sorted with NaN first, interpolated linearly between neighbours: NaN without numbers or for q = NaN,
 * −Inf for q < 0, +Inf for q > 1. Looks at `count` numbers from the start of the array.
 */
export function quantileOfSorted(q: number, sorted: Float64Array, count: number): number {
  if (count === 0 || Number.isNaN(q)) return NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const rank = q * (count - 1)
  const lower = Math.max(0, Math.floor(rank))
  const upper = Math.min(count - 1, lower + 1)
  const weight = rank - Math.floor(rank)
  return (sorted[lower] ?? NaN) * (1 - weight) + (sorted[upper] ?? NaN) * weight
}

/** The order of quantiles: NaN counts as the smallest. */
function isBefore(a: number, b: number): boolean {
  return Number.isNaN(a) ? !Number.isNaN(b) : a < b
}

/** Sorts the first `count` numbers in place, NaN first. */
export function sortNanFirst(numbers: Float64Array, count: number): void {
  const part = numbers.subarray(0, count)
  // Typed arrays sort by value with NaN last.
  part.sort()
  let nans = 0
  while (nans < count && Number.isNaN(part[count - 1 - nans])) nans += 1
  if (nans === 0) return
  part.copyWithin(nans, 0, count - nans)
  part.fill(NaN, 0, nans)
}

/** Numbers kept in order (NaN first) while some are added and others taken out. */
export class SortedWindow {
  numbers = new Float64Array(64)
  size = 0

  /** Begins anew with the numbers of an array from one index up to before another one. */
  load(values: Float64Array, from: number, to: number): void {
    this.size = to - from
    if (this.size > this.numbers.length) this.numbers = new Float64Array(this.size * 2)
    this.numbers.set(values.subarray(from, to))
    sortNanFirst(this.numbers, this.size)
  }

  #place(value: number): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(this.numbers[middle] ?? 0, value)) low = middle + 1
      else high = middle
    }
    return low
  }

  add(value: number): void {
    if (this.size === this.numbers.length) {
      const larger = new Float64Array(this.size * 2)
      larger.set(this.numbers)
      this.numbers = larger
    }
    const at = this.#place(value)
    this.numbers.copyWithin(at + 1, at, this.size)
    this.numbers[at] = value
    this.size += 1
  }

  /** Takes out a number that was added. */
  remove(value: number): void {
    const at = this.#place(value)
    this.numbers.copyWithin(at, at + 1, this.size)
    this.size -= 1
  }
}
