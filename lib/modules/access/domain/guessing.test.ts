import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  accountDelayAfter,
  ACCOUNT_COUNTING,
  isLocking,
  networkDelayAfter,
  NETWORK_COUNTING,
  oneLess,
  oneMore,
  present,
  secondsOf,
  unlocked,
  type Failures,
} from './guessing.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
const failures = (failedCount: number, waitsUntil: Date | null = null): Failures => ({
  failedCount,
  waitsUntil,
  seenAt: NOW,
})

test('four failures are free, then the wait doubles, and the tenth locks for an hour', () => {
  const delays = Array.from({ length: 13 }, (_, count) => accountDelayAfter(count))
  assert.deepEqual(delays, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 3600, 3600, 3600])
  assert.equal(accountDelayAfter(1_000_000), 3600)
  assert.deepEqual([isLocking(9), isLocking(10)], [false, true])
})

test('a network is forgiven fifty, then waits up to a quarter of an hour', () => {
  assert.deepEqual([50, 51, 52, 60, 1_000_000].map(networkDelayAfter), [0, 2, 4, 900, 900])
})

test('whoever tries as often as possible is looked at 10 times in the first hour and once in each later one', () => {
  const perHour = new Map<number, number>()
  let seconds = 0
  for (let count = 1; seconds < 4 * 3600; count += 1) {
    const hour = Math.floor(seconds / 3600)
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1)
    seconds += accountDelayAfter(count)
  }
  assert.deepEqual([...perHour.values()], [10, 1, 1, 1])
})

test('a wait ends by itself, and failures of long ago are forgotten', () => {
  assert.equal(oneMore(failures(3), ACCOUNT_COUNTING, NOW).waitsUntil, null)
  assert.deepEqual(oneMore(failures(4), ACCOUNT_COUNTING, NOW).waitsUntil, at(30))
  assert.equal(present(failures(9, at(480)), ACCOUNT_COUNTING, at(86_880)).failedCount, 9)
  assert.equal(present(failures(9, at(480)), ACCOUNT_COUNTING, at(86_881)).failedCount, 0)
  assert.equal(present(failures(9), NETWORK_COUNTING, at(3601)).failedCount, 0)
})

test('an attempt that was not wrong is taken back with its wait, and with nobody else’s', () => {
  const fifth = oneMore(failures(4), ACCOUNT_COUNTING, NOW)
  assert.deepEqual(oneLess(fifth, fifth), failures(4))
  const fourth = oneMore(failures(3), ACCOUNT_COUNTING, NOW)
  assert.deepEqual(oneLess(fifth, fourth), { ...fifth, failedCount: 4 })
  assert.equal(oneLess(failures(0), fourth).failedCount, 0)
})

test('an account that was opened by its owner locks again after six more', () => {
  let state = unlocked(failures(11, at(3600)))
  assert.equal(state.waitsUntil, null)
  let more = 0
  while (!isLocking(state.failedCount)) {
    state = oneMore(state, ACCOUNT_COUNTING, NOW)
    more += 1
  }
  assert.equal(more, 6)
  assert.equal(unlocked(failures(2)).failedCount, 2)
})

test('of several waits the longest counts', () => {
  assert.equal(secondsOf([failures(1), failures(5, at(30)), failures(9, at(480))], NOW), 480)
  assert.equal(secondsOf([failures(1), failures(5, at(-1))], NOW), 0)
})
