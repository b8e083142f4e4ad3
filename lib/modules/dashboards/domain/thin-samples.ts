/** A sample as Prometheus' API writes it: seconds since 1970, and the value as a text. */
export type RangeSample = readonly [seconds: number, value: string]

/** Most samples of a series that an answer carries; a screen has fewer points across. */
export const MOST_POINTS = 2000

/** Widths of buckets in seconds that people can name. */
const WIDTHS = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  172_800, 604_800, 1_209_600, 2_592_000,
]

/** A range of time, all in seconds. */
export interface SampledRange {
  readonly from: number
  readonly to: number
}

/**
 * The width of the buckets that keep a series within `MOST_POINTS` when each leaves two samples; null where nothing has
 * to be thinned.
 */
export function bucketSecondsFor({ from, to }: SampledRange, longest: number): number | null {
  if (longest <= MOST_POINTS) return null
  // One bucket more than the range has, because buckets begin at whole multiples of their width.
  const least = (to - from) / (MOST_POINTS / 2 - 2)
  return WIDTHS.find((width) => width >= least) ?? Math.ceil(least / 86_400) * 86_400
}

const numberOf = (text: string): number =>
  text === '+Inf' ? Number.POSITIVE_INFINITY : text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text)

/**
 * Keeps the lowest and the highest sample of each bucket, as they were measured and in their order: no peak and no dip
 * is lost, and nothing is made up. What is not a number gives way to what is. `samples` are in the order of time; buckets
 * begin at whole multiples of their width since 1970, so that a range that moves on keeps them.
 */
export function thinSamples<Sample extends RangeSample>(
  samples: readonly Sample[],
  bucketSeconds: number,
): readonly Sample[] {
  const kept: Sample[] = []
  let bucket: Sample[] = []
  let current = Number.NaN
  for (const sample of samples) {
    const index = Math.floor(sample[0] / bucketSeconds)
    if (index !== current) {
      kept.push(...extremesOf(bucket))
      bucket = []
      current = index
    }
    bucket.push(sample)
  }
  return [...kept, ...extremesOf(bucket)]
}

function extremesOf<Sample extends RangeSample>(bucket: readonly Sample[]): readonly Sample[] {
  const numbers = bucket.filter(([, value]) => !Number.isNaN(numberOf(value)))
  const [first] = numbers
  if (first === undefined) return bucket.slice(0, 1)
  const low = numbers.reduce((a, b) => (numberOf(b[1]) < numberOf(a[1]) ? b : a), first)
  const high = numbers.reduce((a, b) => (numberOf(b[1]) > numberOf(a[1]) ? b : a), first)
  if (low === high) return [low]
  return low[0] < high[0] ? [low, high] : [high, low]
}
