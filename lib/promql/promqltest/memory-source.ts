import type { Labels } from '../labels.ts'
import { matchesLabels } from '../matcher.ts'
import type { CompiledMatcher } from '../matcher.ts'
import type { SeriesSet, SeriesSource } from '../series-source.ts'
import { writeStaleMarker } from '../stale-marker.ts'
import type { Point } from './series-notation.ts'

interface Stored {
  readonly labels: Labels
  readonly times: number[]
  readonly points: Point[]
}

function toArrays({ times, points }: Stored): { timestamps: Float64Array; values: Float64Array } {
  const kept = times
    .map((time, index) => [time, points[index]] as const)
    .filter(([, point]) => point !== 'none')
  kept.sort(([a], [b]) => a - b)
  const values = new Float64Array(kept.length)
  for (const [index, [, point]] of kept.entries()) {
    if (point === 'stale') writeStaleMarker(values, index)
    else values[index] = typeof point === 'number' ? point : NaN
  }
  return { timestamps: Float64Array.from(kept, ([time]) => time), values }
}

/** Series in memory, for tests and for examples. */
export class MemorySource implements SeriesSource {
  readonly #series = new Map<string, Stored>()
  readonly #histograms = new Map<string, Labels>()
  #hasMetHistogram = false

  /** Whether a selector has matched a series of native histograms since this was asked for the last time. */
  takeHistogramMark(): boolean {
    const mark = this.#hasMetHistogram
    this.#hasMetHistogram = false
    return mark
  }

  /** Adds points to a series, the first at a time, the others one step apart. */
  add(labels: Labels, startMs: number, stepMs: number, points: readonly Point[]): void {
    if (points.includes('histogram')) this.addHistogram(labels)
    const known = this.#series.get(labels.key())
    const stored = known ?? { labels, times: [], points: [] }
    this.#series.set(labels.key(), stored)
    for (const [index, point] of points.entries()) {
      if (point === 'histogram') continue
      stored.times.push(startMs + index * stepMs)
      stored.points.push(point)
    }
  }

  /** Notes that there is a series of native histograms, whose samples cannot be kept. */
  addHistogram(labels: Labels): void {
    this.#histograms.set(labels.key(), labels)
  }

  clear(): void {
    this.#series.clear()
    this.#histograms.clear()
  }

  select(matchers: readonly CompiledMatcher[]): SeriesSet {
    if ([...this.#histograms.values()].some((labels) => matchesLabels(matchers, labels))) {
      this.#hasMetHistogram = true
    }
    return [...this.#series.values()]
      .filter(({ labels }) => matchesLabels(matchers, labels))
      .map((stored) => ({ labels: stored.labels, ...toArrays(stored) }))
      .filter(({ timestamps }) => timestamps.length > 0)
  }
}
