import { SortedWindow, quantileOfSorted } from './quantile.ts'
import type { RangeKernel } from './range-sums.ts'

/** `quantile_over_time`; the window stays sorted while it moves. */
export function quantileOverTime(): RangeKernel {
  const sorted = new SortedWindow()
  return ({ low, high, values, begin, param }, out) => {
    sorted.load(values, begin, begin)
    let from = begin
    let to = begin
    for (let step = 0; step < low.length; step += 1) {
      const nextFrom = low[step] ?? 0
      const nextTo = high[step] ?? 0
      if (nextFrom >= to) {
        // Nothing of the last window is left.
        sorted.load(values, nextFrom, nextTo)
        from = nextFrom
        to = nextTo
      }
      for (; to < nextTo; to += 1) sorted.add(values[to] ?? 0)
      for (; from < nextFrom; from += 1) sorted.remove(values[from] ?? 0)
      if (sorted.size === 0) continue
      out.values[step] = quantileOfSorted(param[step] ?? NaN, sorted.numbers, sorted.size)
      out.present[step] = 1
    }
  }
}
