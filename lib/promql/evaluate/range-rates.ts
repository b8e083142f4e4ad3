import { NeumaierSum } from './neumaier.ts'
import type { RangeKernel } from './range-sums.ts'
import type { Row } from './rows.ts'
import type { Frame } from './windows.ts'

/** What distinguishes `rate`, `increase` and `delta`. */
interface RateOptions {
  readonly isCounter: boolean
  readonly isPerSecond: boolean
}

/** Up to this many counter resets in a window are added one by one. */
const FEW_RESETS = 8

/**
 * The resets of a counter: at which samples, and what was lost by then. The running total is kept as a sum of two numbers,
 * so that the difference of two totals has no error that shows.
 */
class Resets {
  #at = new Int32Array(16)
  #totals = new Float64Array(17)
  #rests = new Float64Array(17)
  #count = 0
  #from = 0
  #to = 0
  readonly #sum = new NeumaierSum()

  find({ values, begin, end }: Frame): void {
    this.#count = 0
    this.#from = 0
    this.#to = 0
    this.#sum.set(0, 0)
    for (let at = begin + 1; at < end; at += 1) {
      const before = values[at - 1] ?? 0
      if ((values[at] ?? 0) < before) this.#push(at, before)
    }
  }

  #push(at: number, lost: number): void {
    if (this.#count === this.#at.length) this.#grow()
    this.#sum.add(lost)
    this.#at[this.#count] = at
    this.#count += 1
    this.#totals[this.#count] = this.#sum.sum
    this.#rests[this.#count] = this.#sum.compensation
  }

  #grow(): void {
    const at = new Int32Array(this.#at.length * 2)
    const totals = new Float64Array(at.length + 1)
    const rests = new Float64Array(at.length + 1)
    at.set(this.#at)
    totals.set(this.#totals)
    rests.set(this.#rests)
    this.#at = at
    this.#totals = totals
    this.#rests = rests
  }

  /** `rise` plus what resets took away in a window. Windows have to be asked for in their order. */
  correct(rise: number, values: Float64Array, low: number, high: number): number {
    this.#from = this.#firstAfter(low, this.#from)
    this.#to = this.#firstAfter(high - 1, Math.max(this.#from, this.#to))
    const isMany = this.#to - this.#from > FEW_RESETS
    if (isMany && Number.isFinite(this.#totals[this.#to])) return rise + this.#between(this.#from, this.#to)
    let corrected = rise
    for (let reset = this.#from; reset < this.#to; reset += 1) {
      corrected += values[(this.#at[reset] ?? 1) - 1] ?? 0
    }
    return corrected
  }

  /** The number of the first reset after a sample, looking from a reset on. */
  #firstAfter(sample: number, from: number): number {
    let reset = from
    while (reset < this.#count && (this.#at[reset] ?? 0) <= sample) reset += 1
    return reset
  }

  #between(from: number, to: number): number {
    const totals = (this.#totals[to] ?? 0) - (this.#totals[from] ?? 0)
    return totals + ((this.#rests[to] ?? 0) - (this.#rests[from] ?? 0))
  }
}

/**
 * The change over a window, extrapolated to its edges: all the way when the first or last sample is within 1.1 of the mean
 * distance of samples from the edge, else by half that distance, and for counters not below zero. The formula is Prometheus'
 * `extrapolatedRate`.
 */
function extrapolate(frame: Frame, step: number, rise: number, isCounter: boolean): number {
  const low = frame.low[step] ?? 0
  const high = frame.high[step] ?? 0
  const first = frame.timestamps[low] ?? 0
  const last = frame.timestamps[high - 1] ?? 0
  const right = frame.windowEnds[step] ?? 0
  const sampled = (last - first) / 1000
  const mean = sampled / (high - low - 1)
  const threshold = mean * 1.1
  let toStart = (first - (right - frame.rangeMs)) / 1000
  let toEnd = (right - last) / 1000
  if (toStart >= threshold) toStart = mean / 2
  const firstValue = frame.values[low] ?? 0
  if (isCounter && rise > 0 && firstValue >= 0) {
    toStart = Math.min(toStart, sampled * (firstValue / rise))
  }
  if (toEnd >= threshold) toEnd = mean / 2
  return (sampled + toStart + toEnd) / sampled
}

function rateKernel({ isCounter, isPerSecond }: RateOptions): RangeKernel {
  const resets = new Resets()
  return (frame, out) => {
    const { low, high, values, rangeMs } = frame
    if (isCounter) resets.find(frame)
    for (let step = 0; step < low.length; step += 1) {
      const from = low[step] ?? 0
      const to = high[step] ?? 0
      if (to - from < 2) continue
      const plain = (values[to - 1] ?? 0) - (values[from] ?? 0)
      const rise = isCounter ? resets.correct(plain, values, from, to) : plain
      const factor = extrapolate(frame, step, rise, isCounter)
      out.values[step] = rise * (isPerSecond ? factor / (rangeMs / 1000) : factor)
      out.present[step] = 1
    }
  }
}

/** `rate`: per second, with counter resets. */
export function rate(): RangeKernel {
  return rateKernel({ isCounter: true, isPerSecond: true })
}

/** `increase`: over the whole range, with counter resets. */
export function increase(): RangeKernel {
  return rateKernel({ isCounter: true, isPerSecond: false })
}

/** `delta`: the change of a gauge over the whole range. */
export function delta(): RangeKernel {
  return rateKernel({ isCounter: false, isPerSecond: false })
}

function instantKernel(isRate: boolean): RangeKernel {
  return ({ low, high, values, timestamps }: Frame, out: Row) => {
    for (let step = 0; step < low.length; step += 1) {
      const to = high[step] ?? 0
      if (to - (low[step] ?? 0) < 2) continue
      const last = values[to - 1] ?? 0
      const before = values[to - 2] ?? 0
      const change = isRate && last < before ? last : last - before
      const seconds = ((timestamps[to - 1] ?? 0) - (timestamps[to - 2] ?? 0)) / 1000
      out.values[step] = isRate ? change / seconds : change
      out.present[step] = 1
    }
  }
}

/** `irate`: per second, from the last two samples. */
export function irate(): RangeKernel {
  return instantKernel(true)
}

/** `idelta`: the difference of the last two samples. */
export function idelta(): RangeKernel {
  return instantKernel(false)
}
