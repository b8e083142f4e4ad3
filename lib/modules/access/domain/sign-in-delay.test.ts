import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delayAfter, lockedUntil, secondsToWait } from './sign-in-delay.ts'

const NOW = new Date('2026-11-20T12:00:00Z')

test('four failures are free, then the wait doubles up to a quarter of an hour', () => {
  const delays = Array.from({ length: 13 }, (_, failures) => delayAfter(failures))
  assert.deepEqual(delays, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
  assert.equal(delayAfter(1_000_000), 900)
})

test('whoever tries as often as possible is looked at 12 times in the first hour and 4 times in each later one', () => {
  const perHour = new Map<number, number>()
  let seconds = 0
  for (let failures = 1; seconds < 3 * 3600; failures += 1) {
    const hour = Math.floor(seconds / 3600)
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1)
    seconds += delayAfter(failures)
  }
  assert.deepEqual([...perHour.values()], [12, 4, 4])
})

test('a lock ends by itself', () => {
  assert.equal(lockedUntil(4, NOW), null)
  assert.deepEqual(lockedUntil(5, NOW), new Date(NOW.getTime() + 30_000))
})

test('the wait is told in whole seconds, never zero while it lasts', () => {
  assert.equal(secondsToWait(null, NOW), 0)
  assert.equal(secondsToWait(NOW, NOW), 0)
  assert.equal(secondsToWait(new Date(NOW.getTime() + 1), NOW), 1)
  assert.equal(secondsToWait(new Date(NOW.getTime() + 30_000), NOW), 30)
  assert.equal(secondsToWait(new Date(NOW.getTime() - 1), NOW), 0)
})
