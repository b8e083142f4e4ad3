import { NeumaierSum } from './neumaier.ts'
import type { Row } from './rows.ts'
import { Scratch, greatestMagnitude, longestWindow, slide } from './sliding.ts'
import type { SlidingAggregate } from './sliding.ts'
import type { Frame } from './windows.ts'

/** A function over range vectors: fills the row of a series from its windows; the row arrives without values. */
export type RangeKernel = (frame: Frame, out: Row) => void

/** Below this no sum of a window can overflow, whatever its order. */
const SAFE_SUM = 1e300

class SlidingSum implements SlidingAggregate {
  readonly #sumScratch = new Scratch()
  readonly #compensationScratch = new Scratch()
  #sums: Float64Array = new Float64Array(0)
  #compensations: Float64Array = new Float64Array(0)
  readonly #back = new NeumaierSum()
  readonly #both = new NeumaierSum()
  readonly #isMean: boolean
  #frame: Frame
  #out: Row

  constructor(frame: Frame, out: Row, isMean: boolean) {
    this.#frame = frame
    this.#out = out
    this.#isMean = isMean
  }

  over(frame: Frame, out: Row): void {
    this.#frame = frame
    this.#out = out
    this.#sums = this.#sumScratch.ofLength(frame.end - frame.begin)
    this.#compensations = this.#compensationScratch.ofLength(frame.end - frame.begin)
    slide(frame, this)
  }

  storeBack(from: number, to: number): void {
    const { begin, values } = this.#frame
    this.#back.set(0, 0)
    for (let at = to - 1; at >= from; at -= 1) {
      this.#back.add(values[at] ?? 0)
      this.#sums[at - begin] = this.#back.sum
      this.#compensations[at - begin] = this.#back.compensation
    }
  }

  clear(): void {
    this.#back.set(0, 0)
  }

  add(index: number): void {
    this.#back.add(this.#frame.values[index] ?? 0)
  }

  combine(step: number, low: number, high: number, isStored: boolean): void {
    const { begin } = this.#frame
    const both = this.#both
    both.set(this.#back.sum, this.#back.compensation)
    if (isStored) {
      both.add(this.#sums[low - begin] ?? 0)
      both.compensation += this.#compensations[low - begin] ?? 0
    }
    const count = high - low
    this.#out.values[step] = this.#isMean ? both.sum / count + both.compensation / count : both.total
    this.#out.present[step] = 1
  }
}

/** Applies a function to each window that is not empty. */
export function eachWindow(frame: Frame, out: Row, result: (low: number, high: number) => number): void {
  for (let step = 0; step < frame.low.length; step += 1) {
    const low = frame.low[step] ?? 0
    const high = frame.high[step] ?? 0
    if (high <= low) continue
    out.values[step] = result(low, high)
    out.present[step] = 1
  }
}

function sumOf(values: Float64Array, low: number, high: number): number {
  const sum = new NeumaierSum()
  for (let at = low; at < high; at += 1) sum.add(values[at] ?? 0)
  return sum.total
}

/** The mean of a window; once the sum would overflow, it goes on with the mean so far. */
function meanOf(values: Float64Array, low: number, high: number): number {
  const sum = new NeumaierSum()
  sum.set(values[low] ?? 0, 0)
  let isIncremental = false
  for (let at = low + 1; at < high; at += 1) {
    const count = at - low + 1
    const value = values[at] ?? 0
    if (!isIncremental) {
      const { sum: before, compensation } = sum
      sum.add(value)
      if (Number.isFinite(sum.sum) || Number.isNaN(sum.sum)) continue
      isIncremental = true
      sum.set(before / (count - 1), compensation / (count - 1))
    }
    const share = (count - 1) / count
    sum.set(share * sum.sum, share * sum.compensation)
    sum.add(value / count)
  }
  return isIncremental ? sum.total : sum.sum / (high - low) + sum.compensation / (high - low)
}

function kernel(isMean: boolean): RangeKernel {
  let sliding: SlidingSum | undefined
  return (frame, out) => {
    // Where sums might overflow, the order of additions shows: take Prometheus', window by window.
    if (!(greatestMagnitude(frame) * longestWindow(frame) < SAFE_SUM)) {
      const direct = isMean ? meanOf : sumOf
      eachWindow(frame, out, (low, high) => direct(frame.values, low, high))
      return
    }
    sliding ??= new SlidingSum(frame, out, isMean)
    sliding.over(frame, out)
  }
}

/** The function `sum_over_time`. */
export function sumOverTime(): RangeKernel {
  return kernel(false)
}

/** The function `avg_over_time`. */
export function avgOverTime(): RangeKernel {
  return kernel(true)
}
