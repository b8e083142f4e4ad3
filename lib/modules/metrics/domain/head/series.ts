import { metricName, type FlatLabels } from '../labels.ts'
import { TIME_LIMITS } from '../limits.ts'
import type { Refusal } from '../refusal.ts'
import { isStale, setStale } from '../stale.ts'

const INITIAL_CAPACITY = 16

/** A late sample is refused when more newer samples than this would have to move: it bounds the work of one insert. */
const MAX_MOVED = 8192

/** Whose series it is. */
export interface SeriesOwner {
  readonly platformId: string
  /** Null for the platform's own part. */
  readonly tenantId: string | null
}

/** Running totals of a head, kept by the series themselves so that nobody has to count. */
export interface HeadTotals {
  series: number
  samples: number
  /** Bytes of sample arrays. */
  sampleBytes: number
  /** Estimated bytes of labels and index entries. */
  labelBytes: number
}

/**
 * One series of the head: its labels, and its samples in the order of time in one typed array, times in the first half
 * and values in the second. Samples leave at the front by retention and arrive at the back; the array is compacted or
 * grown when the back is reached, so that a window of samples is always one piece of memory.
 */
export class HeadSeries {
  /** Ascending in the order of creation within a partition. */
  readonly ref: number
  readonly owner: SeriesOwner
  readonly labels: FlatLabels
  /** The metric name. */
  readonly metric: string
  /** True once the series has left the head: whoever still holds it must look it up again. */
  isRemoved = false

  readonly #totals: HeadTotals
  #data = new Float64Array(INITIAL_CAPACITY * 2)
  #capacity = INITIAL_CAPACITY
  #start = 0
  #end = 0

  constructor(ref: number, owner: SeriesOwner, labels: FlatLabels, totals: HeadTotals) {
    this.ref = ref
    this.owner = owner
    this.labels = labels
    this.metric = metricName(labels)
    this.#totals = totals
    totals.sampleBytes += this.#data.byteLength
  }

  /** How many samples are held. */
  get length(): number {
    return this.#end - this.#start
  }

  /** Time of the newest sample in milliseconds, or minus infinity without samples. */
  get newest(): number {
    return this.#end > this.#start ? (this.#data[this.#end - 1] ?? 0) : Number.NEGATIVE_INFINITY
  }

  /**
   * Adds the sample `values[at]` of `time`. Returns null when it was written or was there already with the same value, else
   * the reason for refusing it. Samples before `cutoff` may be dropped to make room.
   */
  append(time: number, values: Float64Array, at: number, cutoff: number): Refusal | null {
    if (time <= this.newest) return this.#insert(time, values, at, cutoff)
    if (this.#end === this.#capacity) this.#makeRoom(cutoff)
    this.#write(this.#end, time, values, at)
    this.#end++
    this.#totals.samples++
    return null
  }

  /** Drops the samples before `cutoff`; true when none is left. */
  trim(cutoff: number): boolean {
    const start = this.#firstFrom(cutoff)
    this.#totals.samples -= start - this.#start
    this.#start = start
    return this.#start === this.#end
  }

  /** Gives the memory back to the totals when the series leaves the head. */
  remove(): void {
    this.isRemoved = true
    this.#totals.samples -= this.length
    this.#totals.sampleBytes -= this.#data.byteLength
    this.#start = this.#end
  }

  /**
   * The samples with `from <= time <= to`, as views into the head: valid until control returns to the event loop, and
   * not to be written to.
   */
  window(from: number, to: number): { readonly times: Float64Array; readonly values: Float64Array } {
    const first = this.#firstFrom(from)
    const last = Math.max(first, this.newest <= to ? this.#end : this.#firstFrom(Math.floor(to) + 1))
    return {
      times: this.#data.subarray(first, last),
      values: this.#data.subarray(this.#capacity + first, this.#capacity + last),
    }
  }

  #write(index: number, time: number, values: Float64Array, at: number): void {
    const value = values[at] ?? 0
    this.#data[index] = time
    this.#data[this.#capacity + index] = value
    if (Number.isNaN(value) && isStale(values, at)) setStale(this.#data, this.#capacity + index)
  }

  #insert(time: number, values: Float64Array, at: number, cutoff: number): Refusal | null {
    if (time < this.newest - TIME_LIMITS.outOfOrderMs) return 'out_of_order'
    let index = this.#firstFrom(time)
    if (this.#data[index] === time) {
      return this.#hasValue(index, values, at) ? null : 'duplicate_sample'
    }
    if (this.#end - index > MAX_MOVED) return 'out_of_order'
    if (this.#end === this.#capacity) {
      this.#makeRoom(cutoff)
      index = this.#firstFrom(time)
    }
    const data = this.#data
    const half = this.#capacity
    data.copyWithin(index + 1, index, this.#end)
    data.copyWithin(half + index + 1, half + index, half + this.#end)
    this.#write(index, time, values, at)
    this.#end++
    this.#totals.samples++
    return null
  }

  #hasValue(index: number, values: Float64Array, at: number): boolean {
    const held = this.#capacity + index
    if (!Object.is(this.#data[held], values[at])) return this.#data[held] === values[at]
    return isStale(this.#data, held) === isStale(values, at)
  }

  /** Index of the first sample at or after `time`. */
  #firstFrom(time: number): number {
    const data = this.#data
    let low = this.#start
    let high = this.#end
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((data[middle] ?? 0) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  #makeRoom(cutoff: number): void {
    this.trim(cutoff)
    // Moving is only worth it when it frees a good part, else every append would move everything.
    const isRoomy = this.#start >= this.#capacity >>> 2
    const capacity = isRoomy ? this.#capacity : this.#capacity + (this.#capacity >>> 1)
    const data = isRoomy ? this.#data : new Float64Array(capacity * 2)
    const length = this.length
    const { times, values } = this.window(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    data.set(times, 0)
    data.set(values, capacity)
    this.#totals.sampleBytes += data.byteLength - this.#data.byteLength
    this.#data = data
    this.#capacity = capacity
    this.#start = 0
    this.#end = length
  }
}
