import { isStaleAt, wordsOf } from '../stale-marker.ts'

/** Samples of one series without staleness markers: those from `begin` up to before `end`. */
export interface Samples {
  readonly timestamps: Float64Array
  readonly values: Float64Array
  readonly begin: number
  readonly end: number
}

/** Takes staleness markers out of series; copies only those that contain one, into memory that it uses again. */
export class MarkerFilter {
  #timestamps = new Float64Array(0)
  #values = new Float64Array(0)

  without(samples: Samples): Samples {
    const first = this.#firstMarker(samples)
    return first === -1 ? samples : this.#copy(samples, first)
  }

  #firstMarker({ values, begin, end }: Samples): number {
    let words: Uint32Array | undefined
    for (let at = begin; at < end; at += 1) {
      if (!Number.isNaN(values[at])) continue
      words ??= wordsOf(values)
      if (isStaleAt(words, at)) return at
    }
    return -1
  }

  #copy(samples: Samples, first: number): Samples {
    const { timestamps, values, begin, end } = samples
    if (this.#values.length < end - begin) {
      this.#timestamps = new Float64Array(end - begin)
      this.#values = new Float64Array(end - begin)
    }
    this.#timestamps.set(timestamps.subarray(begin, first))
    this.#values.set(values.subarray(begin, first))
    const words = wordsOf(values)
    let count = first - begin
    for (let at = first; at < end; at += 1) {
      if (Number.isNaN(values[at]) && isStaleAt(words, at)) continue
      this.#timestamps[count] = timestamps[at] ?? 0
      this.#values[count] = values[at] ?? 0
      count += 1
    }
    return { timestamps: this.#timestamps, values: this.#values, begin: 0, end: count }
  }
}

/** The windows of a range selector over one series, and what the functions over them need to know. */
export interface Frame {
  /** Times of the samples in milliseconds. */
  timestamps: Float64Array
  values: Float64Array
  /** All samples of the series that any window may hold, from `begin` up to before `end`. */
  begin: number
  end: number
  /** The window of each step holds the samples from `low` up to before `high`; neither ever decreases. */
  readonly low: Int32Array
  readonly high: Int32Array
  /** Right edges of the windows, included. The left edges are a range earlier and excluded. */
  readonly windowEnds: Float64Array
  /** The times of the steps; the same as the right edges unless there is an offset or an `@`. */
  readonly stepTimes: Float64Array
  readonly rangeMs: number
  /** The scalar argument of the function at each step; empty for functions without one. */
  readonly param: Float64Array
}

/** Places the windows over the samples of a series; false when no window holds any. Takes time O(samples + steps). */
export function placeWindows(frame: Frame, samples: Samples): boolean {
  const { timestamps, begin, end } = samples
  const { low, high, windowEnds, rangeMs } = frame
  frame.timestamps = timestamps
  frame.values = samples.values
  frame.begin = begin
  frame.end = end
  let from = begin
  let to = begin
  let isAny = false
  for (let step = 0; step < windowEnds.length; step += 1) {
    const right = windowEnds[step] ?? 0
    const left = right - rangeMs
    while (to < end && (timestamps[to] ?? 0) <= right) to += 1
    while (from < to && (timestamps[from] ?? 0) <= left) from += 1
    low[step] = from
    high[step] = to
    if (to > from) isAny = true
  }
  return isAny
}
