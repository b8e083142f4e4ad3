import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from '../parse.ts'
import { PromqlError } from '../promql-error.ts'
import { anyExpr } from '../testing/arbitrary-expr.ts'
import { anySamples, gaugeValue, metric, seriesOf, sourceOf } from '../testing/arbitrary-series.ts'
import type { SeriesSource } from '../series-source.ts'
import { typeOf } from '../syntax/types.ts'
import { evaluateInstant, evaluateRange } from './query.ts'

test('any expression over any data gives a result or a PromqlError, and changes no data', async () => {
  const samples = fc.array(anySamples(gaugeValue), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(anyExpr, samples, async (expr, lists) => {
      const series = lists.map((list, index) => seriesOf(metric('up', { job: String(index) }), list))
      const before = series.map(({ timestamps, values }) => [timestamps.slice(), values.slice()])
      try {
        const limits = { maxSamples: 100_000 }
        const timeMs = 200_000
        if (typeOf(expr) === 'scalar' || typeOf(expr) === 'vector') {
          const times = { startMs: timeMs, endMs: timeMs + 100_000, stepMs: 10_000 }
          await evaluateRange(expr, sourceOf(...series), times, { limits })
        }
        await evaluateInstant(expr, sourceOf(...series), { timeMs }, { limits })
      } catch (error) {
        assert.ok(error instanceof PromqlError, error instanceof Error ? (error.stack ?? '') : String(error))
      }
      assert.deepEqual(
        series.map(({ timestamps, values }) => [timestamps, values]),
        before,
      )
    }),
    { numRuns: 500 },
  )
})

test('an instant query is one step of a range query', async () => {
  const queries = [
    'up',
    'up + up',
    '-up',
    'sum(up)',
    'rate(up[1m])',
    'up > 3',
    'topk(1, up)',
    'count_values("v", up)',
  ]
  const more = [
    'max_over_time(up[2m:20s])',
    'up or up * 2',
    'avg_over_time(up[5m])',
    'timestamp(up)',
    'absent(up)',
  ]
  await fc.assert(
    fc.asyncProperty(
      anySamples(gaugeValue),
      anySamples(gaugeValue),
      fc.constantFrom(...queries, ...more),
      async (a, b, query) => {
        const source = sourceOf(seriesOf(metric('up', { i: '1' }), a), seriesOf(metric('up', { i: '2' }), b))
        const expr = parse(query)
        const { data } = await evaluateRange(expr, source, { startMs: 0, endMs: 300_000, stepMs: 25_000 })
        assert.ok(data.type === 'matrix')
        for (let timeMs = 0; timeMs <= 300_000; timeMs += 25_000) {
          const single = await evaluateInstant(expr, source, { timeMs })
          assert.ok(single.data.type === 'vector')
          const expected = new Map(single.data.samples.map(({ labels, value }) => [labels.key(), value]))
          for (const { labels, timestamps, values } of data.series) {
            const at = timestamps.indexOf(timeMs)
            const value = expected.get(labels.key())
            assert.equal(at === -1, value === undefined)
            if (value === undefined) continue
            const got = values[at] ?? NaN
            assert.ok(
              Object.is(got, value) || Math.abs(got - value) <= 1e-9 * Math.max(1e6, Math.abs(value)),
              `${query} ${got} ${value}`,
            )
            expected.delete(labels.key())
          }
          assert.equal(expected.size, 0)
        }
      },
    ),
  )
})

test('samples around what was asked for, and views into larger buffers, change nothing', async () => {
  const queries = [
    'up',
    'rate(up[1m])',
    'stddev_over_time(up[2m])',
    'quantile_over_time(0.5, up[2m])',
    'deriv(up[3m])',
  ]
  await fc.assert(
    fc.asyncProperty(anySamples(gaugeValue), fc.constantFrom(...queries), async (samples, query) => {
      const whole = seriesOf(metric('up'), samples)
      const clipping: SeriesSource = {
        select: (_matchers, fromMs, toMs) => {
          const inside = samples.filter(({ time }) => time >= fromMs && time <= toMs)
          const padded = new Float64Array(inside.length + 4).fill(7)
          const series = seriesOf(metric('up'), inside)
          padded.set(series.values, 2)
          return [{ ...series, values: padded.subarray(2, 2 + inside.length) }]
        },
      }
      const times = { startMs: 60_000, endMs: 360_000, stepMs: 15_000 }
      const expected = await evaluateRange(parse(query), sourceOf(whole), times)
      const actual = await evaluateRange(parse(query), clipping, times)
      assert.ok(actual.data.type === 'matrix' && expected.data.type === 'matrix')
      assert.deepEqual(actual.data.series[0]?.timestamps, expected.data.series[0]?.timestamps)
      for (const [index, value] of (expected.data.series[0]?.values ?? []).entries()) {
        const got = actual.data.series[0]?.values[index] ?? NaN
        assert.ok(
          Object.is(got, value) || Math.abs(got - value) <= 1e-7 * Math.max(1e3, Math.abs(value)),
          `${query}: ${got} ${value}`,
        )
      }
    }),
  )
})
