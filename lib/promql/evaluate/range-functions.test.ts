import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { Labels } from '../labels.ts'
import { parse } from '../parse.ts'
import {
  anySamples,
  counterValue,
  gaugeValue,
  metric,
  seriesOf,
  sourceOf,
} from '../testing/arbitrary-series.ts'
import type { TestSample } from '../testing/arbitrary-series.ts'
import { evaluateRange } from './query.ts'

// Every function over ranges against its definition, computed anew for each window.

interface Point {
  readonly time: number
  readonly value: number
}

/** The window of a step: its samples, its edges and the time of the step, in milliseconds. */
interface Window {
  readonly points: readonly Point[]
  readonly start: number
  readonly end: number
  readonly step: number
}

type Definition = (window: Window) => number | undefined

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const values = ({ points }: Window): number[] => points.map(({ value }) => value)
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length

const variance: Definition = (window) => {
  const all = values(window)
  const middle = mean(all)
  return mean(all.map((value) => (value - middle) ** 2))
}

function extreme(window: Window, isBetter: (a: number, b: number) => boolean): number | undefined {
  const numbers = values(window).filter((value) => !Number.isNaN(value))
  return numbers.reduce<number>(
    (best, value) => (Number.isNaN(best) || isBetter(value, best) ? value : best),
    NaN,
  )
}

function quantile(q: number, window: Window): number {
  const sorted = values(window).toSorted((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b))
  const rank = q * (sorted.length - 1)
  const lower = sorted[Math.floor(rank)] ?? NaN
  const upper = sorted[Math.min(sorted.length - 1, Math.floor(rank) + 1)] ?? NaN
  const weight = rank - Math.floor(rank)
  return lower * (1 - weight) + upper * weight
}

function line(window: Window): { readonly slope: number; readonly at: (time: number) => number } | undefined {
  const { points } = window
  const [first] = points
  if (first === undefined || points.length < 2) return undefined
  if (points.every(({ value }) => value === first.value)) return { slope: 0, at: () => first.value }
  const x = points.map(({ time }) => (time - first.time) / 1000)
  const y = values(window)
  const [meanX, meanY] = [mean(x), mean(y)]
  const covariance = sum(x.map((one, index) => (one - meanX) * ((y[index] ?? 0) - meanY)))
  const slope = covariance / sum(x.map((one) => (one - meanX) ** 2))
  return { slope, at: (time) => meanY + slope * ((time - first.time) / 1000 - meanX) }
}

function pairs(window: Window, isCounted: (before: number, after: number) => boolean): number {
  const all = values(window)
  return all.filter((value, index) => index > 0 && isCounted(all[index - 1] ?? 0, value)).length
}

/** What a counter lost between two samples. */
const lostAt = (before: number | undefined, after: number): number =>
  before !== undefined && after < before ? before : 0

/** Prometheus' extrapolation, step by step as its documentation tells it. */
function extrapolated(window: Window, isCounter: boolean): number | undefined {
  const { points, start, end } = window
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 2) return undefined
  const lost = isCounter ? sum(points.map(({ value }, index) => lostAt(points[index - 1]?.value, value))) : 0
  const rise = last.value - first.value + lost
  const sampled = (last.time - first.time) / 1000
  const average = sampled / (points.length - 1)
  let toStart = (first.time - start) / 1000
  let toEnd = (end - last.time) / 1000
  if (toStart >= average * 1.1) toStart = average / 2
  if (isCounter && rise > 0 && first.value >= 0) {
    const toZero = sampled * (first.value / rise)
    if (toZero < toStart) toStart = toZero
  }
  if (toEnd >= average * 1.1) toEnd = average / 2
  return (rise * (sampled + toStart + toEnd)) / sampled
}

function instant(window: Window, isRate: boolean): number | undefined {
  const [before, last] = window.points.slice(-2)
  if (before === undefined || last === undefined) return undefined
  const change = isRate && last.value < before.value ? last.value : last.value - before.value
  return isRate ? change / ((last.time - before.time) / 1000) : change
}

const RANGE_MS = 60_000

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  'count_over_time(m[1m])': ({ points }) => points.length,
  'sum_over_time(m[1m])': (window) => sum(values(window)),
  'avg_over_time(m[1m])': (window) => mean(values(window)),
  'min_over_time(m[1m])': (window) => extreme(window, (a, b) => a < b),
  'max_over_time(m[1m])': (window) => extreme(window, (a, b) => a > b),
  'last_over_time(m[1m])': ({ points }) => points.at(-1)?.value,
  'first_over_time(m[1m])': ({ points }) => points[0]?.value,
  'present_over_time(m[1m])': () => 1,
  'stdvar_over_time(m[1m])': variance,
  'stddev_over_time(m[1m])': (window) => Math.sqrt(variance(window) ?? NaN),
  'quantile_over_time(0.3, m[1m])': (window) => quantile(0.3, window),
  'changes(m[1m])': (window) => pairs(window, (a, b) => a !== b && !(Number.isNaN(a) && Number.isNaN(b))),
  'resets(m[1m])': (window) => pairs(window, (a, b) => b < a),
  'deriv(m[1m])': (window) => line(window)?.slope,
  'predict_linear(m[1m], 30)': (window) => line(window)?.at(window.step + 30_000),
  'delta(m[1m])': (window) => extrapolated(window, false),
  'idelta(m[1m])': (window) => instant(window, false),
}

const COUNTER_DEFINITIONS: Readonly<Record<string, Definition>> = {
  'increase(m[1m])': (window) => extrapolated(window, true),
  'rate(m[1m])': (window) => {
    const increase = extrapolated(window, true)
    return increase === undefined ? undefined : increase / (RANGE_MS / 1000)
  },
  'irate(m[1m])': (window) => instant(window, true),
}

/** Equal but for rounding, relative to what went into the result. */
function assertClose(
  actual: number | undefined,
  expected: number | undefined,
  scale: number,
  message: string,
): void {
  if (Object.is(actual, expected) || (actual === undefined) !== (expected === undefined)) {
    assert.ok(Object.is(actual, expected), `${message}: expected ${expected}, got ${actual}`)
    return
  }
  const [a, b] = [actual ?? 0, expected ?? 0]
  if (Number.isNaN(a) && Number.isNaN(b)) return
  assert.ok(
    Math.abs(a - b) <= 1e-9 * Math.max(1e-3, scale, Math.abs(b)),
    `${message}: expected ${b}, got ${a}`,
  )
}

interface Times {
  readonly startMs: number
  readonly stepMs: number
  readonly offsetMs: number
}

const times: Arbitrary<Times> = fc.record({
  startMs: fc.integer({ min: 0, max: 200_000 }),
  stepMs: fc.constantFrom(1000, 7000, 15_000, 60_000, 90_000),
  offsetMs: fc.constantFrom(0, 30_000, -20_000),
})

function windowAt(samples: readonly TestSample[], step: number, offsetMs: number): Window {
  const end = step - offsetMs
  const start = end - RANGE_MS
  const points: Point[] = []
  for (const { time, value } of samples) {
    if (value !== 'stale' && time > start && time <= end) points.push({ time, value })
  }
  return { points, start, end, step }
}

const withOffset = (query: string, offsetMs: number): string =>
  offsetMs === 0 ? query : query.replace('[1m]', `[1m] offset ${offsetMs / 1000}s`)

async function check(
  definitions: Readonly<Record<string, Definition>>,
  samples: readonly TestSample[],
  { startMs, stepMs, offsetMs }: Times,
): Promise<void> {
  const source = sourceOf(seriesOf(metric('m'), samples))
  const endMs = startMs + 20 * stepMs
  const magnitude = Math.max(
    0,
    ...samples.map(({ value }) => (value === 'stale' || Number.isNaN(value) ? 0 : Math.abs(value))),
  )
  for (const [query, definition] of Object.entries(definitions)) {
    const expr = parse(withOffset(query, offsetMs))
    const { data } = await evaluateRange(expr, source, { startMs, endMs, stepMs })
    assert.ok(data.type === 'matrix')
    const [series] = data.series
    const actual = new Map(
      Array.from(series?.timestamps ?? [], (time, index) => [time, series?.values[index]]),
    )
    for (let step = startMs; step <= endMs; step += stepMs) {
      const window = windowAt(samples, step, offsetMs)
      const expected = window.points.length === 0 ? undefined : definition(window)
      const scale = query.startsWith('stdvar')
        ? magnitude ** 2
        : query.startsWith('predict')
          ? magnitude * 1000
          : magnitude * 20
      assertClose(actual.get(step), expected, scale, `${query} at ${step}`)
    }
  }
}

test('functions of gauges are what their definitions say', async () => {
  await fc.assert(
    fc.asyncProperty(anySamples(gaugeValue), times, async (samples, when) => {
      await check(DEFINITIONS, samples, when)
    }),
    { numRuns: 300 },
  )
})

test('functions of counters are what their definitions say', async () => {
  await fc.assert(
    fc.asyncProperty(anySamples(counterValue), times, async (samples, when) => {
      await check({ ...DEFINITIONS, ...COUNTER_DEFINITIONS }, samples, when)
    }),
    { numRuns: 300 },
  )
})

test('a rate is never negative', async () => {
  const never = fc.oneof(counterValue, fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }))
  await fc.assert(
    fc.asyncProperty(anySamples(never), times, async (samples, { startMs, stepMs }) => {
      const source = sourceOf(seriesOf(metric('m_total'), samples))
      for (const query of ['rate(m_total[1m])', 'increase(m_total[5m])', 'irate(m_total[2m])']) {
        const { data } = await evaluateRange(parse(query), source, {
          startMs,
          endMs: startMs + 30 * stepMs,
          stepMs,
        })
        assert.ok(data.type === 'matrix')
        for (const { values: rates } of data.series) assert.ok(rates.every((rate) => !(rate < 0)))
      }
    }),
  )
})

test('long windows with many resets cost no more and say the same', async () => {
  const samples = Array.from({ length: 5000 }, (_, index): TestSample => ({
    time: index * 1000,
    value: (index * 7919) % 101,
  }))
  const source = sourceOf(seriesOf(metric('m_total'), samples))
  const when = { startMs: 1_000_000, endMs: 4_900_000, stepMs: 1000 }
  const start = Date.now()
  const { data } = await evaluateRange(parse('increase(m_total[1000s])'), source, when)
  assert.ok(Date.now() - start < 1000)
  assert.ok(data.type === 'matrix')
  const [series] = data.series
  for (const step of [0, 1234, 3900]) {
    const end = 1_000_000 + step * 1000
    const inside = samples.filter(({ time }) => time > end - 1_000_000 && time <= end)
    const points = inside.map(({ time, value }) => ({ time, value: Number(value) }))
    const expected = extrapolated({ points, start: end - 1_000_000, end, step: end }, true)
    assertClose(series?.values[step], expected, 1, `step ${step}`)
  }
})

test('sums of huge values in a long series are exact in every window', async () => {
  const samples = Array.from({ length: 400 }, (_, index): TestSample => {
    const value = index === 200 ? 1e30 : 1 + index / 1000
    return { time: index * 1000, value }
  })
  const source = sourceOf(seriesOf(metric('m'), samples))
  const { data } = await evaluateRange(parse('sum_over_time(m[10s])'), source, {
    startMs: 20_000,
    endMs: 390_000,
    stepMs: 1000,
  })
  assert.ok(data.type === 'matrix')
  for (const [index, value] of (data.series[0]?.values ?? []).entries()) {
    const window = samples.slice(20 + index - 9, 20 + index + 1)
    if (window.some((sample) => sample.value === 1e30)) assert.equal(value, 1e30)
    else assertClose(value, sum(window.map((sample) => Number(sample.value))), 1, `step ${index}`)
  }
})

test('series are computed alone, one after the other', async () => {
  const one = seriesOf(
    metric('m', { i: '1' }),
    [1, 2, 3, 4].map((value, index) => ({ time: index * 10_000, value })),
  )
  const two = seriesOf(
    metric('m', { i: '2' }),
    [5, 5, 5].map((value, index) => ({ time: index * 10_000, value })),
  )
  const none = seriesOf(metric('m', { i: '3' }), [])
  for (const query of Object.keys({ ...DEFINITIONS, ...COUNTER_DEFINITIONS })) {
    const expr = parse(query)
    const when = { startMs: 0, endMs: 60_000, stepMs: 10_000 }
    const { data: all } = await evaluateRange(expr, sourceOf(two, none, one), when)
    const { data: alone } = await evaluateRange(expr, sourceOf(one), when)
    assert.ok(all.type === 'matrix' && alone.type === 'matrix')
    const [expected] = alone.series
    const actual = all.series.find(({ labels }) => labels.get('i') === '1')
    assert.deepEqual(actual?.values, expected?.values, query)
    assert.ok(all.series.every(({ labels }) => labels.get('i') !== '3'))
  }
  assert.equal(Labels.empty.size, 0)
})
