import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { endingNow, hasValues } from './end-now.ts'

const grid = { from: 12_000, to: 33_600, step: 120 }

test('the range ends now, as long and as fine as before', () => {
  assert.deepEqual(endingNow(grid, 33_671.9), { from: 12_071, to: 33_671, step: 120 })
  assert.deepEqual(endingNow(grid, 33_600), grid)
})

test('a clock that is behind the grid moves nothing back', () =>
  assert.deepEqual(endingNow(grid, 33_000), grid))

test('an answer without series is empty, whichever way it was asked for; a number is not', () => {
  const answer = (data: MetricsAnswer['data']): MetricsAnswer => ({ status: 'success', data })
  assert.equal(hasValues(answer({ resultType: 'matrix', result: [] })), false)
  assert.equal(hasValues(answer({ resultType: 'vector', result: [] })), false)
  assert.equal(
    hasValues(answer({ resultType: 'matrix', result: [{ metric: {}, values: [[1, '2']] }] })),
    true,
  )
  assert.equal(hasValues(answer({ resultType: 'scalar', result: [1, '2'] })), true)
})
