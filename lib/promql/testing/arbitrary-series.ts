import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { Labels } from '../labels.ts'
import type { Series, SeriesSource } from '../series-source.ts'
import { writeStaleMarker } from '../stale-marker.ts'

/** A sample of a test: a number, or the end of the series. */
export interface TestSample {
  readonly time: number
  readonly value: number | 'stale'
}

/** Values as metrics have them: mostly moderate, with zeros, NaN and repetitions. */
export const gaugeValue: Arbitrary<number> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -20, max: 20 }) },
  { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, NaN) },
)

/** Values of counters, which may fall back at any time. */
export const counterValue: Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 50 }),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
)

/** Samples with irregular distances and gaps; now and then the series ends. */
export function anySamples(value: Arbitrary<number>): Arbitrary<readonly TestSample[]> {
  const distance = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(1000, 5000, 10_000) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 60_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(300_000, 400_000) },
  )
  const one = fc.record({
    distance,
    value: fc.oneof(
      { weight: 15, arbitrary: value },
      { weight: 1, arbitrary: fc.constant('stale' as const) },
    ),
  })
  return fc.array(one, { maxLength: 60 }).map((list) => {
    let time = 0
    return list.map((sample): TestSample => {
      time += sample.distance
      return { time, value: sample.value }
    })
  })
}

/** A series of these samples. */
export function seriesOf(labels: Labels, samples: readonly TestSample[]): Series {
  const values = new Float64Array(samples.length)
  for (const [index, { value }] of samples.entries()) {
    if (value === 'stale') writeStaleMarker(values, index)
    else values[index] = value
  }
  return { labels, timestamps: Float64Array.from(samples, ({ time }) => time), values }
}

/** A source that gives all its series to everybody. */
export function sourceOf(...series: readonly Series[]): SeriesSource {
  return { select: () => series }
}

/** A source whose series are picked by metric name. */
export function namedSource(series: readonly Series[]): SeriesSource {
  return {
    select: (matchers) =>
      series.filter(({ labels }) => matchers.every((matcher) => matcher.matches(labels.get(matcher.name)))),
  }
}

/** Labels of a metric. */
export function metric(name: string, labels: Readonly<Record<string, string>> = {}): Labels {
  return Labels.of({ ...labels, __name__: name })
}
