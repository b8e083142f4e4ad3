import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeTimes } from './range-times.ts'

test('a range that ends now holds what was sent now, and nothing else is changed', () => {
  for (const at of ['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.001Z', '2026-03-01T12:00:00.999Z']) {
    const now = new Date(at)
    const { start, end, step, query } = rangeTimes({ query: 'up', start: '-300', end: '0', step: '60' }, now)
    assert.deepEqual([query, step, Number(end) - Number(start)], ['up', '60', 300])
    assert.ok(Number(end) * 1000 >= now.getTime() && Number(end) * 1000 < now.getTime() + 1000, at)
  }
})
