import { rangeBetween, type TimeRange } from '#lib/core/time-range.ts'

/** The shortest stretch that is looked at around a time, in seconds. */
const SHORTEST = 600

/** A twelfth of a range of `length` seconds around a time in seconds since 1970: what a press on a chart looks closer at. */
export function rangeAround(seconds: number, length: number): TimeRange {
  const half = Math.max(SHORTEST, length / 12) / 2
  return rangeBetween((seconds - half) * 1000, (seconds + half) * 1000)
}
