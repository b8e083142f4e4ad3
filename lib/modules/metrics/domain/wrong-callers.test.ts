import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WrongCallers } from './wrong-callers.ts'

const start = new Date('2026-11-20T10:00:00Z')
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)

test('one exporter that repeats its wrong credential is one guess, however often', () => {
  const wrong = new WrongCallers()
  assert.ok(wrong.count('nat', 'old', start))
  for (let n = 0; n < 10_000; n += 1) assert.ok(!wrong.count('nat', 'old', later(n)))
  assert.equal(wrong.secondsToWait('nat', later(10_000)), 0)
})

test('fifty different ones are free, then the network waits: two seconds, doubled up to a quarter of an hour', () => {
  const wrong = new WrongCallers()
  const waits: number[] = []
  let now = start
  for (let n = 1; n <= 62; n += 1) {
    wrong.count('guesser', `guess ${n}`, now)
    const seconds = wrong.secondsToWait('guesser', now)
    waits.push(seconds)
    now = new Date(now.getTime() + seconds * 1000)
  }
  assert.deepEqual(
    waits.slice(0, 50),
    Array.from({ length: 50 }, () => 0),
  )
  assert.deepEqual(waits.slice(50, 61), [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  assert.equal(wrong.secondsToWait('neighbour', now), 0)
})

test('a network is forgiven after an hour, and memory is bounded', () => {
  const wrong = new WrongCallers(2)
  for (let n = 1; n <= 60; n += 1) wrong.count('a', `guess ${n}`, start)
  assert.ok(wrong.secondsToWait('a', start) > 0)
  wrong.count('a', 'one more', later(2 * 3600 + 900))
  assert.equal(wrong.secondsToWait('a', later(2 * 3600 + 900)), 0)
  for (let n = 1; n <= 60; n += 1) wrong.count('b', `guess ${n}`, start)
  wrong.count('c', 'x', start)
  wrong.count('d', 'x', start)
  assert.equal(wrong.secondsToWait('b', start), 0, 'the quietest is forgotten')
})
