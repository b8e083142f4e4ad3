import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EqlRegex, EqlSingle } from '@prometheus-io/lezer-promql'
import { parse } from '#lib/promql/index.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { nameSource, selectorOf } from './name-source.ts'

const matcher = (type: number, name: string, value: string) => ({
  type,
  name,
  value,
  matchesEmpty: () => value === '',
})

/** A source over an engine that answers every question with these labels, and what it was asked. */
function sourceOver(...metrics: Record<string, string>[]) {
  const asked: string[] = []
  const answer: MetricsAnswer = {
    status: 'success',
    data: { resultType: 'vector', result: metrics.map((metric) => ({ metric, value: [0, '1'] })) },
  }
  const source = nameSource(
    async (expression) => {
      asked.push(expression)
      return await Promise.resolve(answer)
    },
    () => {},
  )
  return { source, asked }
}

test('every question is PromQL that the engine reads, whatever people called their metrics and labels', async () => {
  const { source, asked } = sourceOver()
  await source.metricNames()
  await source.labelNames()
  await source.labelNames('a "b"\n{}')
  await source.labelValues('job', 'up', [
    matcher(EqlSingle, 'in"stance', '\\'),
    matcher(EqlRegex, 'env', 'a|b'),
    matcher(EqlSingle, 'job', 'half-ty'),
  ])
  await source.labelValues('härte', 'up')
  assert.equal(asked.length, 5)
  for (const expression of asked) assert.doesNotThrow(() => parse(expression), expression)
})

test('what is already said exactly of other labels narrows the values', () => {
  assert.equal(
    selectorOf('up', [matcher(EqlSingle, 'env', 'prod'), matcher(EqlSingle, 'job', 'a')], 'job'),
    '{__name__="up", env="prod"}',
  )
  assert.equal(selectorOf(''), '{__name__=~".+"}')
})

test('names are offered once, in order', async () => {
  const { source } = sourceOver(
    { __name__: 'b', z: '1' },
    { __name__: 'a', z: '2' },
    { __name__: 'a', y: '' },
  )
  assert.deepEqual(await source.metricNames(), ['a', 'b'])
  assert.deepEqual(await source.labelNames('a'), ['y', 'z'])
  assert.deepEqual(await source.labelValues('z', 'a'), ['1', '2'])
})

test('a question that fails offers nothing and is told; the next one that succeeds takes it back', async () => {
  const told: unknown[] = []
  const down = new Error('The engine does not answer.')
  let isDown = true
  const source = nameSource(
    async () => {
      if (isDown) throw down
      return await Promise.resolve({ status: 'success', data: { resultType: 'vector', result: [] } })
    },
    (why) => told.push(why),
  )
  assert.deepEqual(await source.metricNames(), [])
  isDown = false
  assert.deepEqual(await source.metricNames(), [])
  assert.deepEqual(told, [down, null])
})
