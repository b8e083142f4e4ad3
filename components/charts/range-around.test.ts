import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeParams } from '#lib/core/time-range.ts'
import { rangeAround } from './range-around.ts'

const NOON = Date.UTC(2026, 10, 20, 12) / 1000

test('a twelfth of the range is looked at, ten minutes at least, with the time in its middle', () => {
  assert.deepEqual(rangeParams(rangeAround(NOON, 86_400)), {
    from: '2026-11-20T11:00:00Z',
    to: '2026-11-20T13:00:00Z',
  })
  assert.deepEqual(rangeParams(rangeAround(NOON, 300)), {
    from: '2026-11-20T11:55:00Z',
    to: '2026-11-20T12:05:00Z',
  })
})
