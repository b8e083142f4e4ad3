import type { ChartInput, Point } from './chart-data.ts'

/**
 * The times of a chart in seconds since 1970, evenly spaced. A bucket has two, one for its minimum and one for its
 * maximum; buckets begin at whole multiples of their width, as the server counts them.
 */
export function gridTimes({ from, to, step, bucketSeconds }: ChartInput): readonly number[] {
  if (bucketSeconds === undefined) {
    const count = Math.floor((to - from) / step + 1e-9) + 1
    return Array.from({ length: Math.max(1, count) }, (_, i) => from + i * step)
  }
  const first = Math.floor(from / bucketSeconds)
  const count = Math.floor(to / bucketSeconds) - first + 1
  return Array.from({ length: 2 * Math.max(1, count) }, (_, i) => (first + i / 2) * bucketSeconds)
}

const isMeasured = (point: Point): point is readonly [seconds: number, value: number] =>
  point[1] !== null && Number.isFinite(point[1])

/** Puts points on the grid: one value per time, null where nothing was measured. */
export function placeOnGrid(points: readonly Point[], input: ChartInput): readonly (number | null)[] {
  const times = gridTimes(input)
  const { length } = times
  const measured = points.filter((point) => isMeasured(point))
  return input.bucketSeconds === undefined
    ? placeSteps(measured, input, length)
    : placeBuckets(measured, times[0] ?? input.from, input.bucketSeconds, length)
}

type Measured = readonly [seconds: number, value: number]

/** Where two fall on one time the larger stays: a peak is never lost. */
function placeSteps(points: readonly Measured[], { from, step }: ChartInput, length: number) {
  const values = Array.from({ length }, (): number | null => null)
  for (const [seconds, value] of points) {
    const index = Math.round((seconds - from) / step)
    if (index < 0 || index >= length) continue
    const there = values[index] ?? null
    values[index] = there === null ? value : Math.max(there, value)
  }
  return values
}

/** The lowest and the highest of each bucket in the order in which they were measured, at its start and its middle. */
function placeBuckets(points: readonly Measured[], from: number, width: number, length: number) {
  const extremes = new Map<number, { readonly low: Measured; readonly high: Measured }>()
  for (const point of points) {
    const bucket = Math.floor((point[0] - from) / width + 1e-9)
    const known = extremes.get(bucket) ?? { low: point, high: point }
    extremes.set(bucket, {
      low: point[1] < known.low[1] ? point : known.low,
      high: point[1] > known.high[1] ? point : known.high,
    })
  }
  return Array.from({ length }, (_, i): number | null => {
    const bucket = extremes.get(Math.floor(i / 2))
    if (bucket === undefined) return null
    const isLowFirst = bucket.low[0] <= bucket.high[0]
    return (i % 2 === 0) === isLowFirst ? bucket.low[1] : bucket.high[1]
  })
}
