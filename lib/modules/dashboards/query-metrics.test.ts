import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { platformId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { EngineClient } from '#lib/infra/engine/engine-client.ts'
import { buildTestContext } from '#testing/test-context.ts'
import { queryMetrics, queryMetricsRange } from './index.ts'

const clock = manualClock(new Date('2026-11-20T06:32:07Z'))
const scope: Scope = { kind: 'platform', platformId: platformId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77') }
const allowed = buildTestContext(scope, clock, () => 'yes')
const refused = buildTestContext(scope, clock, () => null)

function fakeEngine(answer: unknown): EngineClient & { readonly asked: unknown[] } {
  const asked: unknown[] = []
  return {
    asked,
    async ask(...question) {
      asked.push(question)
      return answer
    },
  }
}
const vector = {
  status: 'success',
  data: { resultType: 'vector', result: [{ metric: { job: 'web' }, value: [1763620327, '1'] }] },
}
const range = { query: 'up', start: '1763620000', end: '1763620300', step: '15s' }

test('a query is asked in the scope of the request and answered as it came', async () => {
  const engine = fakeEngine(vector)
  assert.deepEqual(await queryMetrics(allowed, { query: 'up' }, engine), vector)
  assert.deepEqual(engine.asked, [[scope, 'query', { query: 'up' }]])
  const matrix = { status: 'success', data: { resultType: 'matrix', result: [] }, warnings: ['mind the gap'] }
  const ranged = fakeEngine(matrix)
  assert.deepEqual(await queryMetricsRange(allowed, range, ranged), matrix)
  assert.deepEqual(ranged.asked, [[scope, 'query_range', range]])
})

test('without the permission, and for input that cannot be used, the engine is not asked', async () => {
  const engine = fakeEngine(vector)
  const isRefused = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code
  await assert.rejects(queryMetrics(refused, { query: 'up' }, engine), isRefused('forbidden'))
  await assert.rejects(queryMetricsRange(refused, range, engine), isRefused('forbidden'))
  await assert.rejects(queryMetrics(allowed, { query: '' }, engine), isRefused('invalid_input'))
  await assert.rejects(queryMetricsRange(allowed, { ...range, step: '' }, engine), isRefused('invalid_input'))
  assert.deepEqual(engine.asked, [])
})

test('an answer of another shape is our fault, not passed on', async () => {
  await assert.rejects(queryMetrics(allowed, { query: 'up' }, fakeEngine({ status: 'success', data: {} })))
})

test('of a long range the lowest and the highest of each bucket are answered, and the answer says so', async () => {
  const values = Array.from({ length: 8641 }, (_, i) => [1_763_596_800 + i * 60, i === 5000 ? '99' : '1'])
  const matrix = { status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } }
  const { data, thinned } = await queryMetricsRange(allowed, range, fakeEngine(matrix))
  assert.deepEqual(thinned, { bucketSeconds: 600, note: '10 m buckets, minimum and maximum kept' })
  const kept = data.resultType === 'matrix' ? (data.result[0]?.values ?? []) : []
  assert.ok(kept.length > 800 && kept.length <= 2000, String(kept.length))
  assert.deepEqual(
    kept.filter(([, value]) => value === '99'),
    [[1_763_596_800 + 5000 * 60, '99']],
  )
})
