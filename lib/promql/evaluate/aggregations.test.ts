import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Labels } from '../labels.ts'
import { parse } from '../parse.ts'
import { anySamples, gaugeValue, metric, seriesOf, sourceOf } from '../testing/arbitrary-series.ts'
import type { TestSample } from '../testing/arbitrary-series.ts'
import type { Series } from '../series-source.ts'
import { evaluateRange } from './query.ts'

const LOOKBACK_MS = 300_000

interface TestSeries {
  readonly labels: Labels
  readonly samples: readonly TestSample[]
}

const someSeries = fc
  .array(
    fc.record({
      group: fc.constantFrom('a', 'b', ''),
      zone: fc.constantFrom('x', 'y'),
      samples: anySamples(gaugeValue),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ group, zone, samples }, index): TestSeries => {
      return { labels: metric('m', { group, zone, instance: String(index) }), samples }
    }),
  )

const toSeries = (list: readonly TestSeries[]): Series[] =>
  list.map(({ labels, samples }) => seriesOf(labels, samples))

/** The value that a series shows at a time. */
function valueAt({ samples }: TestSeries, time: number): number | undefined {
  const newest = samples.findLast((sample) => sample.time <= time)
  if (newest === undefined || newest.time <= time - LOOKBACK_MS || newest.value === 'stale') return undefined
  return newest.value
}

type Definition = (values: readonly number[]) => number

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const variance = (values: readonly number[]): number => {
  const middle = mean(values)
  return mean(values.map((value) => (value - middle) ** 2))
}
const numbersOf = (values: readonly number[]): readonly number[] => {
  const numbers = values.filter((value) => !Number.isNaN(value))
  return numbers.length === 0 ? [NaN] : numbers
}

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  sum: (values) => values.reduce((a, b) => a + b, 0),
  avg: mean,
  count: (values) => values.length,
  group: () => 1,
  min: (values) => Math.min(...numbersOf(values)),
  max: (values) => Math.max(...numbersOf(values)),
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
}

const STEPS = { startMs: 0, endMs: 400_000, stepMs: 20_000 }

function assertClose(actual: number | undefined, expected: number | undefined, message: string): void {
  if (actual === undefined || expected === undefined || !Number.isFinite(expected)) {
    assert.ok(
      Object.is(actual, expected) || actual === expected,
      `${message}: expected ${expected}, got ${actual}`,
    )
    return
  }
  const tolerance = 1e-9 * Math.max(1e6, Math.abs(expected))
  assert.ok(Math.abs(actual - expected) <= tolerance, `${message}: expected ${expected}, got ${actual}`)
}

/** The values of a query by series and time. */
async function run(query: string, series: readonly Series[]): Promise<Map<string, Map<number, number>>> {
  const { data } = await evaluateRange(parse(query), sourceOf(...series), STEPS)
  assert.ok(data.type === 'matrix')
  return new Map(
    data.series.map(({ labels, timestamps, values }) => [
      labels.key(),
      new Map(Array.from(timestamps, (time, index) => [time, values[index] ?? NaN])),
    ]),
  )
}

function groupsOf(list: readonly TestSeries[], name: string): Map<string, TestSeries[]> {
  return Map.groupBy(list, ({ labels }) => Labels.of({ [name]: labels.get(name) }).key())
}

test('aggregations are what their definitions say, per step and group', async () => {
  await fc.assert(
    fc.asyncProperty(someSeries, async (list) => {
      const series = toSeries(list)
      for (const [operator, definition] of Object.entries(DEFINITIONS)) {
        const actual = await run(`${operator} by (group) (m)`, series)
        for (const [key, members] of groupsOf(list, 'group')) {
          for (let time = 0; time <= STEPS.endMs; time += STEPS.stepMs) {
            const values = members.map((one) => valueAt(one, time)).filter((value) => value !== undefined)
            const expected = values.length === 0 ? undefined : definition(values)
            const scaled = operator === 'stdvar' ? 1e-6 : 1
            const got = actual.get(key)?.get(time)
            assertClose(
              got === undefined ? undefined : got * scaled,
              expected === undefined ? undefined : expected * scaled,
              `${operator} at ${time}`,
            )
          }
        }
      }
    }),
  )
})

test('the sum of the sums of parts is the sum', async () => {
  await fc.assert(
    fc.asyncProperty(someSeries, async (list) => {
      const series = toSeries(list)
      const whole = (await run('sum(m)', series)).get('')
      for (const parts of [
        'sum(sum by (group) (m))',
        'sum(sum without (instance) (m))',
        'sum(sum by (zone, instance) (m))',
      ]) {
        const total = (await run(parts, series)).get('')
        assert.deepEqual([...(total?.keys() ?? [])], [...(whole?.keys() ?? [])])
        for (const [time, value] of whole ?? []) assertClose(total?.get(time), value, `${parts} at ${time}`)
      }
    }),
  )
})

test('counts and averages make the sum', async () => {
  await fc.assert(
    fc.asyncProperty(someSeries, async (list) => {
      const series = toSeries(list)
      const sums = await run('sum by (group) (m)', series)
      const products = await run('avg by (group) (m) * count by (group) (m)', series)
      assert.deepEqual([...products.keys()].toSorted(), [...sums.keys()].toSorted())
      for (const [key, points] of sums) {
        for (const [time, value] of points)
          assertClose(products.get(key)?.get(time), value, `${key} at ${time}`)
      }
    }),
  )
})

test('the best k are k, are present, and none of the others is better', async () => {
  await fc.assert(
    fc.asyncProperty(someSeries, fc.integer({ min: 1, max: 9 }), async (list, k) => {
      const best = await run(`topk(${k}, m)`, toSeries(list))
      for (let time = 0; time <= STEPS.endMs; time += STEPS.stepMs) {
        const all = list.map((one) => ({ key: one.labels.key(), value: valueAt(one, time) }))
        const present = all.filter((one) => one.value !== undefined)
        const chosen = present.filter(({ key }) => best.get(key)?.has(time) === true)
        assert.equal(chosen.length, Math.min(k, present.length))
        const rest = present.filter(({ key }) => best.get(key)?.has(time) !== true)
        const worst = Math.min(
          ...chosen.map(({ value }) => value ?? NaN).filter((value) => !Number.isNaN(value)),
        )
        for (const { value } of rest) assert.ok(Number.isNaN(value) || (value ?? 0) <= worst)
      }
    }),
  )
})

test('more of the best than are kept in order while looking are found by sorting', async () => {
  const series = Array.from({ length: 300 }, (_, index) =>
    seriesOf(metric('m', { i: String(index).padStart(3, '0') }), [{ time: 0, value: (index * 37) % 300 }]),
  )
  for (const k of [1, 64, 65, 200, 300, 1000]) {
    const best = await run(`topk(${k}, m)`, series)
    const values = [...best.values()].map((points) => points.get(0) ?? NaN).toSorted((a, b) => b - a)
    assert.deepEqual(
      values,
      Array.from({ length: Math.min(k, 300) }, (_, index) => 299 - index),
    )
  }
})

test('results do not depend on the order in which a source gives series', async () => {
  const queries = [
    'm',
    'sum by (group) (m)',
    'topk(2, m)',
    'bottomk by (zone) (1, m)',
    'count_values("v", m)',
  ]
  const more = [
    'm or m',
    'm and on (zone) m',
    'max by (zone) (m) - on (zone) group_right min by (zone, group) (m)',
  ]
  const ranges = [
    'quantile(0.4, m)',
    'sort(m)',
    'label_replace(m, "new", "$1", "instance", "(.*)")',
    'rate(m[1m])',
  ]
  await fc.assert(
    fc.asyncProperty(someSeries, fc.constantFrom(...queries, ...more, ...ranges), async (list, query) => {
      const expected = await run(query, toSeries(list))
      const actual = await run(query, toSeries(list.toReversed()))
      assert.deepEqual([...actual.keys()], [...expected.keys()])
      for (const [key, points] of expected) {
        for (const [time, value] of points)
          assertClose(actual.get(key)?.get(time), value, `${query} at ${time}`)
      }
    }),
  )
})
