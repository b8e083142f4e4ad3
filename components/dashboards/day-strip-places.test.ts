import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayByKey, placeOfShare, stripDays } from './day-strip-places.ts'

test('each mark has its day in UTC, over the end of a month', () => {
  const days = stripDays({ from: '2026-10-30', to: '2026-11-01', marks: ['calm', 'down', 'unknown'] })
  assert.deepEqual(days, [
    { day: '2026-10-30', mark: 'calm' },
    { day: '2026-10-31', mark: 'down' },
    { day: '2026-11-01', mark: 'unknown' },
  ])
})

test('a pointer is over the day that it seems to be over, and at the edges over the first and the last one', () => {
  assert.deepEqual(
    [-0.1, 0, 0.0111, 0.0112, 0.999, 1, 2].map((share) => placeOfShare(share, 90)),
    [0, 0, 0, 1, 89, 89, 89],
  )
})

test('keys walk the days and stop at the ends', () => {
  assert.equal(dayByKey('ArrowLeft', false, 89, 90), 88)
  assert.equal(dayByKey('ArrowRight', false, 89, 90), 89)
  assert.equal(dayByKey('ArrowLeft', true, 3, 90), 0)
  assert.equal(dayByKey('ArrowUp', true, 3, 90), 10)
  assert.equal(dayByKey('Home', false, 40, 90), 0)
  assert.equal(dayByKey('End', false, 40, 90), 89)
  assert.equal(dayByKey('Enter', false, 40, 90), null)
})
