import type { RangeKernel } from './range-sums.ts'
import type { Row } from './rows.ts'
import { Scratch, slide } from './sliding.ts'
import type { SlidingAggregate } from './sliding.ts'
import type { Frame } from './windows.ts'

/** The greater of two numbers, or the one that is a number when the other is NaN. */
function greater(a: number, b: number): number {
  return b > a || Number.isNaN(a) ? b : a
}

/** The smaller of two numbers, or the one that is a number when the other is NaN. */
function smaller(a: number, b: number): number {
  return b < a || Number.isNaN(a) ? b : a
}

class SlidingExtreme implements SlidingAggregate {
  readonly #better: (a: number, b: number) => number
  readonly #scratch = new Scratch()
  #stored: Float64Array = new Float64Array(0)
  #running = NaN
  #frame: Frame
  #out: Row

  constructor(frame: Frame, out: Row, better: (a: number, b: number) => number) {
    this.#frame = frame
    this.#out = out
    this.#better = better
  }

  over(frame: Frame, out: Row): void {
    this.#frame = frame
    this.#out = out
    this.#stored = this.#scratch.ofLength(frame.end - frame.begin)
    slide(frame, this)
  }

  storeBack(from: number, to: number): void {
    const { begin, values } = this.#frame
    let best = NaN
    for (let at = to - 1; at >= from; at -= 1) {
      best = this.#better(best, values[at] ?? 0)
      this.#stored[at - begin] = best
    }
  }

  clear(): void {
    this.#running = NaN
  }

  add(index: number): void {
    this.#running = this.#better(this.#running, this.#frame.values[index] ?? 0)
  }

  combine(step: number, low: number, _high: number, isStored: boolean): void {
    const stored = isStored ? (this.#stored[low - this.#frame.begin] ?? NaN) : NaN
    this.#out.values[step] = this.#better(stored, this.#running)
    this.#out.present[step] = 1
  }
}

function kernel(better: (a: number, b: number) => number): RangeKernel {
  let sliding: SlidingExtreme | undefined
  return (frame, out) => {
    sliding ??= new SlidingExtreme(frame, out, better)
    sliding.over(frame, out)
  }
}

/** `max_over_time`; NaN only when all samples are NaN. */
export function maxOverTime(): RangeKernel {
  return kernel(greater)
}

/** `min_over_time`; NaN only when all samples are NaN. */
export function minOverTime(): RangeKernel {
  return kernel(smaller)
}
