import { NeumaierSum } from './neumaier.ts'
import { eachWindow } from './range-sums.ts'
import type { RangeKernel } from './range-sums.ts'
import type { Row } from './rows.ts'
import { Scratch, greatestMagnitude, slide } from './sliding.ts'
import type { SlidingAggregate } from './sliding.ts'
import type { Frame } from './windows.ts'

/**
 * Count, means and central moments of points (x, y); two of them combine into one without loss (Chan, Golub and LeVeque).
 * A plain object with numbers, so that no step of an evaluation allocates.
 */
class Moments {
  count = 0
  meanX = 0
  meanY = 0
  xx = 0
  xy = 0
  yy = 0

  clear(): void {
    this.count = 0
    this.meanX = 0
    this.meanY = 0
    this.xx = 0
    this.xy = 0
    this.yy = 0
  }

  copy(other: Moments): void {
    this.count = other.count
    this.meanX = other.meanX
    this.meanY = other.meanY
    this.xx = other.xx
    this.xy = other.xy
    this.yy = other.yy
  }

  add(x: number, y: number): void {
    this.count += 1
    const dx = x - this.meanX
    const dy = y - this.meanY
    this.meanX += dx / this.count
    this.meanY += dy / this.count
    const restY = y - this.meanY
    this.xx += dx * (x - this.meanX)
    this.xy += dx * restY
    this.yy += dy * restY
  }

  /** Adds the points that are stored at an index. */
  addStored(stored: StoredMoments, index: number): void {
    const count = stored.count[index] ?? 0
    const total = this.count + count
    const dx = (stored.meanX[index] ?? 0) - this.meanX
    const dy = (stored.meanY[index] ?? 0) - this.meanY
    const weight = (this.count * count) / total
    this.meanX += (dx * count) / total
    this.meanY += (dy * count) / total
    this.xx += (stored.xx[index] ?? 0) + dx * dx * weight
    this.xy += (stored.xy[index] ?? 0) + dx * dy * weight
    this.yy += (stored.yy[index] ?? 0) + dy * dy * weight
    this.count = total
  }
}

class StoredMoments {
  readonly #scratches = Array.from({ length: 6 }, () => new Scratch())
  count: Float64Array = new Float64Array(0)
  meanX: Float64Array = this.count
  meanY: Float64Array = this.count
  xx: Float64Array = this.count
  xy: Float64Array = this.count
  yy: Float64Array = this.count

  resize(length: number): void {
    const [count, meanX, meanY, xx, xy, yy] = this.#scratches.map((scratch) => scratch.ofLength(length))
    this.count = count ?? this.count
    this.meanX = meanX ?? this.meanX
    this.meanY = meanY ?? this.meanY
    this.xx = xx ?? this.xx
    this.xy = xy ?? this.xy
    this.yy = yy ?? this.yy
  }

  store(index: number, moments: Moments): void {
    this.count[index] = moments.count
    this.meanX[index] = moments.meanX
    this.meanY[index] = moments.meanY
    this.xx[index] = moments.xx
    this.xy[index] = moments.xy
    this.yy[index] = moments.yy
  }
}

/** What a function makes of the moments of a window; x is in seconds since the first sample of the series. */
type FromMoments = (moments: Moments, step: number, low: number, high: number) => number

class SlidingMoments implements SlidingAggregate {
  readonly #stored = new StoredMoments()
  readonly #running = new Moments()
  readonly #both = new Moments()
  readonly #result: FromMoments
  readonly #least: number
  #frame: Frame
  #out: Row
  #origin = 0

  constructor(frame: Frame, out: Row, least: number, result: FromMoments) {
    this.#frame = frame
    this.#out = out
    this.#least = least
    this.#result = result
  }

  over(frame: Frame, out: Row): void {
    this.#frame = frame
    this.#out = out
    this.#origin = frame.timestamps[frame.begin] ?? 0
    this.#stored.resize(frame.end - frame.begin)
    slide(frame, this)
  }

  #add(index: number): void {
    const { timestamps, values } = this.#frame
    this.#running.add(((timestamps[index] ?? 0) - this.#origin) / 1000, values[index] ?? 0)
  }

  storeBack(from: number, to: number): void {
    this.#running.clear()
    for (let at = to - 1; at >= from; at -= 1) {
      this.#add(at)
      this.#stored.store(at - this.#frame.begin, this.#running)
    }
  }

  clear(): void {
    this.#running.clear()
  }

  add(index: number): void {
    this.#add(index)
  }

  combine(step: number, low: number, high: number, isStored: boolean): void {
    if (high - low < this.#least) return
    this.#both.copy(this.#running)
    if (isStored) this.#both.addStored(this.#stored, low - this.#frame.begin)
    this.#out.values[step] = this.#result(this.#both, step, low, high)
    this.#out.present[step] = 1
  }
}

/** Squares of greater numbers overflow or leave no digits; then each window is computed alone. */
const SAFE_SQUARE = 1e140

function varianceOf(values: Float64Array, low: number, high: number): number {
  const mean = new NeumaierSum()
  const squares = new NeumaierSum()
  for (let at = low; at < high; at += 1) {
    const value = values[at] ?? 0
    const distance = value - mean.total
    mean.add(distance / (at - low + 1))
    squares.add(distance * (value - mean.total))
  }
  return squares.total / (high - low)
}

function varianceKernel(finish: (variance: number) => number): RangeKernel {
  let sliding: SlidingMoments | undefined
  return (frame, out) => {
    if (!(greatestMagnitude(frame) < SAFE_SQUARE)) {
      eachWindow(frame, out, (low, high) => finish(varianceOf(frame.values, low, high)))
      return
    }
    sliding ??= new SlidingMoments(frame, out, 1, (moments) => finish(moments.yy / moments.count))
    sliding.over(frame, out)
  }
}

/** `stdvar_over_time`: the variance of the population. */
export function stdvarOverTime(): RangeKernel {
  return varianceKernel((variance) => variance)
}

/** `stddev_over_time`: the standard deviation of the population. */
export function stddevOverTime(): RangeKernel {
  return varianceKernel(Math.sqrt)
}

/** For each sample the index of the first one of the run of equal values that ends there; NaN equals nothing. */
function runStarts(frame: Frame, starts: Int32Array): void {
  const { values, begin, end } = frame
  for (let at = begin; at < end; at += 1) {
    const isSame = at > begin && values[at] === values[at - 1]
    starts[at - begin] = isSame ? (starts[at - 1 - begin] ?? at) : at
  }
}

/** Slope per second and value at a time of the least-squares line through a window of at least two samples. */
function lineKernel(
  result: (slope: number, valueAtStep: number, step: number, frame: Frame) => number,
): RangeKernel {
  let sliding: SlidingMoments | undefined
  let starts = new Int32Array(0)
  let current: Frame | undefined
  const fromMoments: FromMoments = (moments, step, low, high) => {
    if (current === undefined) return NaN
    const first = current.values[low] ?? 0
    const isConstant = (starts[high - 1 - current.begin] ?? low) <= low
    if (isConstant && !Number.isFinite(first)) return NaN
    if (isConstant) return result(0, first, step, current)
    const slope = moments.xy / moments.xx
    const origin = current.timestamps[current.begin] ?? 0
    const x = ((current.stepTimes[step] ?? 0) - origin) / 1000
    return result(slope, moments.meanY + slope * (x - moments.meanX), step, current)
  }
  return (frame, out) => {
    if (starts.length < frame.end - frame.begin) starts = new Int32Array(frame.end - frame.begin)
    runStarts(frame, starts)
    current = frame
    sliding ??= new SlidingMoments(frame, out, 2, fromMoments)
    sliding.over(frame, out)
  }
}

/** `deriv`: the slope per second. */
export function deriv(): RangeKernel {
  return lineKernel((slope) => slope)
}

/** `predict_linear`: the value that the line has the given number of seconds after the step. */
export function predictLinear(): RangeKernel {
  return lineKernel((slope, valueAtStep, step, frame) => slope * (frame.param[step] ?? NaN) + valueAtStep)
}
