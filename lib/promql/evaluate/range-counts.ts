import { eachWindow } from './range-sums.ts'
import type { RangeKernel } from './range-sums.ts'
import type { Frame } from './windows.ts'

/** The function `count_over_time`. */
export function countOverTime(): RangeKernel {
  return (frame, out) => eachWindow(frame, out, (low, high) => high - low)
}

/** `present_over_time`; `absent_over_time` is built on it. */
export function presentOverTime(): RangeKernel {
  return (frame, out) => eachWindow(frame, out, () => 1)
}

/** The function `first_over_time`. */
export function firstOverTime(): RangeKernel {
  return (frame, out) => eachWindow(frame, out, (low) => frame.values[low] ?? 0)
}

/** The function `last_over_time`. */
export function lastOverTime(): RangeKernel {
  return (frame, out) => eachWindow(frame, out, (_low, high) => frame.values[high - 1] ?? 0)
}

/** Counts pairs of neighbouring samples, by running totals over the whole series. */
function pairKernel(isCounted: (before: number, after: number) => boolean): RangeKernel {
  let totals = new Int32Array(0)
  const count = ({ values, begin, end }: Frame): void => {
    if (totals.length < end - begin) totals = new Int32Array(end - begin)
    let total = 0
    totals[0] = 0
    for (let at = begin + 1; at < end; at += 1) {
      if (isCounted(values[at - 1] ?? 0, values[at] ?? 0)) total += 1
      totals[at - begin] = total
    }
  }
  return (frame, out) => {
    count(frame)
    eachWindow(
      frame,
      out,
      (low, high) => (totals[high - 1 - frame.begin] ?? 0) - (totals[low - frame.begin] ?? 0),
    )
  }
}

/** `changes`; NaN after NaN is no change. */
export function changes(): RangeKernel {
  return pairKernel((before, after) => before !== after && !(Number.isNaN(before) && Number.isNaN(after)))
}

/** The function `resets`. */
export function resets(): RangeKernel {
  return pairKernel((before, after) => after < before)
}
