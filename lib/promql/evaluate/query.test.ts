import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Labels } from '../labels.ts'
import type { CompiledMatcher } from '../matcher.ts'
import { parse } from '../parse.ts'
import { metric, namedSource, seriesOf, sourceOf } from '../testing/arbitrary-series.ts'
import type { SelectHints, Series, SeriesSource } from '../series-source.ts'
import { evaluateInstant, evaluateRange } from './query.ts'
import type { Result } from './result.ts'

const MINUTE = 60_000

const steady = (name: string, labels: Readonly<Record<string, string>> = {}, count = 60): Series =>
  seriesOf(
    metric(name, labels),
    Array.from({ length: count }, (_, index) => ({ time: index * MINUTE, value: index })),
  )

const nothing = sourceOf()

async function instant(query: string, source: SeriesSource, timeMs = 10 * MINUTE): Promise<Result['data']> {
  return (await evaluateInstant(parse(query), source, { timeMs })).data
}

test('an instant query gives the type of its expression', async () => {
  const source = sourceOf(steady('m', { i: '1' }))
  const timeMs = 10 * MINUTE
  assert.deepEqual(await instant('1 + 1', source), { type: 'scalar', timeMs, value: 2 })
  assert.deepEqual(await instant('"text"', source), { type: 'string', timeMs, value: 'text' })
  assert.deepEqual(await instant('m', source), {
    type: 'vector',
    timeMs,
    samples: [{ labels: metric('m', { i: '1' }), value: 10 }],
  })
  assert.deepEqual(await instant('m[2m]', source), {
    type: 'matrix',
    series: [
      {
        labels: metric('m', { i: '1' }),
        timestamps: Float64Array.of(9 * MINUTE, 10 * MINUTE),
        values: Float64Array.of(9, 10),
      },
    ],
  })
  assert.deepEqual(await instant('m[4m:2m] offset 1m', source), {
    type: 'matrix',
    series: [
      {
        labels: metric('m', { i: '1' }),
        timestamps: Float64Array.of(6 * MINUTE, 8 * MINUTE),
        values: Float64Array.of(6, 8),
      },
    ],
  })
})

test('range vectors as results have no staleness markers and no names that have to go', async () => {
  const source = sourceOf(
    seriesOf(metric('m'), [
      { time: 0, value: 1 },
      { time: MINUTE, value: 'stale' },
      { time: 2 * MINUTE, value: -3 },
    ]),
  )
  const data = await instant('m[5m]', source, 2 * MINUTE)
  assert.ok(data.type === 'matrix')
  assert.deepEqual(data.series[0]?.values, Float64Array.of(1, -3))
  const named = await instant('abs(m)[5m:1m]', source, 2 * MINUTE)
  assert.ok(named.type === 'matrix')
  assert.deepEqual(named.series[0]?.labels, Labels.empty)
  const two = sourceOf(steady('a'), steady('b'))
  await assert.rejects(instant('abs({__name__=~"a|b"})[5m:1m]', two), { kind: 'execution' })
})

test('a range query gives a matrix with a value per step', async () => {
  const source = sourceOf(steady('m', {}, 5))
  const times = { startMs: 0, endMs: 12 * MINUTE, stepMs: 2 * MINUTE }
  const { data } = await evaluateRange(parse('m'), source, times)
  assert.deepEqual(data, {
    type: 'matrix',
    series: [
      {
        labels: metric('m'),
        timestamps: Float64Array.of(0, 2 * MINUTE, 4 * MINUTE, 6 * MINUTE, 8 * MINUTE),
        values: Float64Array.of(0, 2, 4, 4, 4),
      },
    ],
  })
  const scalar = await evaluateRange(parse('time()'), source, { startMs: 500, endMs: 2600, stepMs: 1000 })
  assert.ok(scalar.data.type === 'matrix')
  assert.deepEqual(scalar.data.series[0]?.values, Float64Array.of(0.5, 1.5, 2.5))
})

test('a range query needs a scalar or an instant vector, and times that are a range', async () => {
  const times = { startMs: 0, endMs: MINUTE, stepMs: 1000 }
  const rejects = async (query: string, message: string, when = times): Promise<void> => {
    await assert.rejects(evaluateRange(parse(query), nothing, when), { kind: 'parse', message })
  }
  const type = (name: string): string =>
    `invalid expression type "${name}" for range query, must be Scalar or instant Vector`
  await rejects('m[5m]', type('range vector'))
  await rejects('"x"', type('string'))
  const step = 'zero or negative query resolution step widths are not accepted'
  await rejects('m', step, { ...times, stepMs: 0 })
  await rejects('m', step, { ...times, stepMs: NaN })
  await rejects('m', 'end timestamp must not be before start time', { ...times, endMs: -1 })
})

test('vectors and matrices are ordered by labels unless the expression orders them', async () => {
  const value = (name: string, i: string, number: number): Series =>
    seriesOf(metric(name, { i }), [{ time: 0, value: number }])
  const source = namedSource([
    value('b', '2', 1),
    value('a', '9', 2),
    value('b', '1', 3),
    value('c', '1', NaN),
  ])
  const order = async (query: string): Promise<string[]> => {
    const data = await instant(query, source, 0)
    assert.ok(data.type === 'vector')
    return data.samples.map(({ labels }) => labels.metricName + labels.get('i'))
  }
  const all = '{__name__=~"a|b|c"}'
  assert.deepEqual(await order(all), ['a9', 'b1', 'b2', 'c1'])
  assert.deepEqual(await order(`sort(${all})`), ['b2', 'a9', 'b1', 'c1'])
  assert.deepEqual(await order(`sort_desc(${all})`), ['b1', 'a9', 'b2', 'c1'])
  assert.deepEqual(await order(`topk(3, ${all})`), ['b1', 'a9', 'b2'])
  assert.deepEqual(await order(`label_join(sort(${all}), "x", "")`), ['b2', 'a9', 'b1', 'c1'])
})

test('what a source is asked for covers exactly the windows', async () => {
  const asked: string[] = []
  const source: SeriesSource = {
    select: (matchers: readonly CompiledMatcher[], fromMs: number, toMs: number, hints: SelectHints) => {
      const name = matchers.find((matcher) => matcher.name === '__name__')?.value ?? ''
      asked.push(
        `${name} ${fromMs / 1000}..${toMs / 1000} ${hints.function} ${hints.rangeMs / 1000} ${hints.stepMs / 1000}`,
      )
      return []
    },
  }
  const ask = async (query: string): Promise<string[]> => {
    asked.length = 0
    await evaluateRange(parse(query), source, { startMs: 1000_000, endMs: 2000_000, stepMs: 10_000 })
    return [...asked]
  }
  assert.deepEqual(await ask('m'), ['m 700.001..2000  0 10'])
  assert.deepEqual(await ask('m offset 1m'), ['m 640.001..1940  0 10'])
  assert.deepEqual(await ask('m offset -1m'), ['m 760.001..2060  0 10'])
  assert.deepEqual(await ask('rate(m[1m])'), ['m 940.001..2000 rate 60 10'])
  assert.deepEqual(await ask('sum(rate(m[1m] offset 10s))'), ['m 930.001..1990 rate 60 10'])
  assert.deepEqual(await ask('sum(m)'), ['m 700.001..2000 sum 0 10'])
  assert.deepEqual(await ask('a + b'), ['a 700.001..2000  0 10', 'b 700.001..2000  0 10'])
  assert.deepEqual(await ask('m @ 500'), ['m 200.001..500  0 10'])
  assert.deepEqual(await ask('m @ start()'), ['m 700.001..1000  0 10'])
  assert.deepEqual(await ask('rate(m[1m] @ end())'), ['m 1940.001..2000 rate 60 10'])
  assert.deepEqual(await ask('max_over_time(rate(m[1m])[10m:30s] offset 1m)'), ['m 280.002..1940 rate 60 30'])
  assert.deepEqual(await ask('max_over_time(m[10m:] @ 600)'), ['m -299.998..600  0 60'])
  assert.deepEqual(await ask('time()'), [])
})

test('a look-back and a default step of sub-queries can be given', async () => {
  const source = sourceOf(seriesOf(metric('m'), [{ time: 0, value: 1 }]))
  const at = async (timeMs: number, lookbackMs: number): Promise<number> => {
    const { data } = await evaluateInstant(parse('m'), source, { timeMs }, { lookbackMs })
    return data.type === 'vector' ? data.samples.length : -1
  }
  assert.equal(await at(9999, 10_000), 1)
  assert.equal(await at(10_000, 10_000), 0)
  const { data } = await evaluateInstant(
    parse('count_over_time(vector(1)[1m:])'),
    nothing,
    { timeMs: MINUTE },
    { subqueryStepMs: 10_000 },
  )
  assert.ok(data.type === 'vector')
  assert.equal(data.samples[0]?.value, 6)
})

test('a source may answer later', async () => {
  const source: SeriesSource = { select: async () => [steady('m')] }
  const data = await instant('m + m', source)
  assert.ok(data.type === 'vector')
  assert.equal(data.samples[0]?.value, 20)
  const mixed: SeriesSource = {
    select: ([matcher]) => (matcher?.value === 'a' ? [steady('a')] : Promise.resolve([steady('b')])),
  }
  const sum = await instant('a + b', mixed)
  assert.ok(sum.type === 'vector')
  assert.equal(sum.samples[0]?.value, 20)
  const failing: SeriesSource = {
    select: async () => {
      throw new RangeError('no disk')
    },
  }
  await assert.rejects(instant('m', failing), RangeError)
})

test('a source that answers at once is read before anything else can happen', async () => {
  const values = Float64Array.of(1)
  const source = sourceOf({ labels: metric('m'), timestamps: Float64Array.of(0), values })
  const pending = evaluateInstant(parse('m'), source, { timeMs: 0 })
  values[0] = 2
  const { data } = await pending
  assert.ok(data.type === 'vector')
  assert.equal(data.samples[0]?.value, 1)
})

test('limits end a query and are named', async () => {
  const source = sourceOf(steady('m', { i: '1' }), steady('m', { i: '2' }))
  const times = { startMs: 0, endMs: 59 * MINUTE, stepMs: MINUTE }
  const run = async (query: string, limits: object): Promise<Result> =>
    await evaluateRange(parse(query), source, times, { limits })
  await assert.rejects(run('m', { maxSeries: 1 }), {
    kind: 'limit',
    limit: 'series',
    message: /more than 1 series/,
  })
  await assert.rejects(run('m + m', { maxSeries: 3 }), { limit: 'series' })
  await run('m', { maxSeries: 2 })
  await assert.rejects(run('m', { maxSamples: 119 }), {
    kind: 'limit',
    limit: 'samples',
    message: 'query processing would load too many samples into memory: more than 119 (limit maxSamples)',
  })
  // 120 samples are read, and 120 points of the result are held.
  await run('m', { maxSamples: 240 })
  await assert.rejects(run('m', { maxSamples: 239 }), { limit: 'samples' })
  await run('sum(m)', { maxSamples: 240 })
  await assert.rejects(run('m', { maxPointsPerSeries: 59 }), {
    kind: 'limit',
    limit: 'pointsPerSeries',
    message:
      'exceeded maximum resolution of 59 points per timeseries (limit maxPointsPerSeries). ' +
      'Try decreasing the query resolution (?step=XX)',
  })
  await run('m', { maxPointsPerSeries: 60 })
})

test('steps beyond the default limit are refused before anything is allocated', async () => {
  const times = { startMs: 0, endMs: 1e15, stepMs: 1 }
  await assert.rejects(evaluateRange(parse('time()'), nothing, times), {
    limit: 'pointsPerSeries',
    message: /11,000 points/,
  })
  const { data } = await evaluateRange(parse('time()'), nothing, { startMs: 0, endMs: 10_999, stepMs: 1 })
  assert.ok(data.type === 'matrix' && data.series[0]?.values.length === 11_000)
})

test('a huge sub-query is refused before anything is allocated', async () => {
  await assert.rejects(instant('max_over_time(vector(1)[50y:1ms])', nothing), {
    kind: 'limit',
    limit: 'samples',
  })
})

test('a cancelled query ends', async () => {
  const source = sourceOf(...Array.from({ length: 100 }, (_, index) => steady('m', { i: String(index) })))
  for (const query of ['m', 'rate(m[5m])', 'sum(m)', 'm + m', 'histogram_quantile(0.5, m)']) {
    let asked = 0
    const isCancelled = (): boolean => {
      asked += 1
      return asked > 10
    }
    await assert.rejects(evaluateInstant(parse(query), source, { timeMs: 0 }, { isCancelled }), {
      kind: 'cancelled',
    })
    assert.equal(asked, 11)
  }
})

test('the cost of a query is told', async () => {
  const { cost } = await evaluateInstant(parse('sum(rate(m[5m]))'), sourceOf(steady('m')), {
    timeMs: 10 * MINUTE,
  })
  assert.deepEqual(cost, { series: 1, samples: 7 })
})

test('annotations carry the place that caused them', async () => {
  const text = 'rate(gauge[5m]) + quantile_over_time(2, gauge[5m])'
  const { infos, warnings } = await evaluateInstant(parse(text), sourceOf(steady('gauge')), {
    timeMs: 10 * MINUTE,
  })
  assert.deepEqual(
    infos.map(({ span }) => text.slice(span.start, span.end)),
    ['gauge[5m]'],
  )
  assert.deepEqual(
    warnings.map(({ span }) => text.slice(span.start, span.end)),
    ['2'],
  )
})
