import type { Frame } from './windows.ts'

// Aggregates over sliding windows in time O(samples + steps) without ever subtracting, by the "two stacks" method: the
// window is cut somewhere; for each of its samples left of the cut the aggregate from there to the cut is stored, and right
// of the cut a running one is kept. A step combines one of the former with the latter. When the window has moved past the
// cut, it is cut anew at its right end, so that every sample is stored at most once and added at most once.
//
// Subtracting what leaves a window would be simpler and wrong: one huge or infinite value would spoil all later windows.

/** An aggregate that can be built from parts. */
export interface SlidingAggregate {
  /** Stores for each index from `to − 1` down to `from` the aggregate of the samples from there up to before `to`. */
  storeBack: (from: number, to: number) => void
  /** Empties the running aggregate. */
  clear: () => void
  /** Adds a sample to the running aggregate. */
  add: (index: number) => void
  /** The result of a step: the stored aggregate at `low`, when `low` is before the cut, combined with the running one. */
  combine: (step: number, low: number, high: number, isStored: boolean) => void
}

/** Runs an aggregate over all windows that are not empty. */
export function slide(frame: Frame, aggregate: SlidingAggregate): void {
  const { low, high } = frame
  let cut = -1
  let added = -1
  for (let step = 0; step < low.length; step += 1) {
    const from = low[step] ?? 0
    const to = high[step] ?? 0
    if (to <= from) continue
    if (from >= cut) {
      cut = to
      added = to
      aggregate.storeBack(from, to)
      aggregate.clear()
    }
    for (; added < to; added += 1) aggregate.add(added)
    aggregate.combine(step, from, to, from < cut)
  }
}

/** Memory for one number per sample that is used again for the next series. */
export class Scratch {
  #array: Float64Array = new Float64Array(0)

  /** An array of at least this length; its contents are whatever they were. */
  ofLength(length: number): Float64Array {
    if (this.#array.length < length) this.#array = new Float64Array(Math.max(length, this.#array.length * 2))
    return this.#array
  }
}

/** The longest window, in samples. */
export function longestWindow(frame: Frame): number {
  let longest = 0
  for (let step = 0; step < frame.low.length; step += 1) {
    longest = Math.max(longest, (frame.high[step] ?? 0) - (frame.low[step] ?? 0))
  }
  return longest
}

/** The greatest absolute value of a series, NaN aside. */
export function greatestMagnitude(frame: Frame): number {
  let greatest = 0
  for (let at = frame.begin; at < frame.end; at += 1) {
    const magnitude = Math.abs(frame.values[at] ?? 0)
    if (magnitude > greatest) greatest = magnitude
  }
  return greatest
}
