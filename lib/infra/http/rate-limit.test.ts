import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classOf, createRateLimiter, refusalsNoted, type RateLimits } from './rate-limit.ts'

const LIMITS: RateLimits = { 'sign-in': 6, reading: 60, writing: 6, query: 6, export: 1 }

test('a minute of requests may come at once, then one for each that was refilled', () => {
  const limiter = createRateLimiter(LIMITS)
  const take = (now: number): boolean => limiter.take('reading', 'member:a', now).isAllowed
  assert.equal(Array.from({ length: 70 }, () => take(0)).filter(Boolean).length, 60)
  assert.ok(!take(999))
  assert.ok(take(1000))
  assert.ok(!take(1001))
  assert.equal(
    Array.from({ length: 200 }, () => take(10 * 60_000)).filter(Boolean).length,
    60,
    'no more than full',
  )
})

test('a refusal says when to come again, and that is true', () => {
  const limiter = createRateLimiter(LIMITS)
  for (let n = 0; n < 6; n += 1) limiter.take('writing', 'x', 0)
  const refused = limiter.take('writing', 'x', 0)
  assert.deepEqual(refused, { isAllowed: false, retryAfterSeconds: 10, refusals: 1 })
  assert.deepEqual(limiter.take('writing', 'x', 1).isAllowed, false)
  assert.ok(limiter.take('writing', 'x', 10_000).isAllowed)
})

test('classes and subjects do not wait for each other', () => {
  const limiter = createRateLimiter(LIMITS)
  assert.ok(limiter.take('export', 'a', 0).isAllowed)
  assert.ok(!limiter.take('export', 'a', 0).isAllowed)
  assert.ok(limiter.take('export', 'b', 0).isAllowed)
  assert.ok(limiter.take('reading', 'a', 0).isAllowed)
})

test('memory is bounded: the quietest is forgotten', () => {
  const limiter = createRateLimiter(LIMITS, 2)
  limiter.take('export', 'a', 0)
  limiter.take('export', 'b', 0)
  limiter.take('export', 'a', 0)
  limiter.take('export', 'c', 0)
  assert.ok(!limiter.take('export', 'a', 0).isAllowed)
  assert.ok(limiter.take('export', 'b', 0).isAllowed)
})

test('a route has the class that it declares, else that of its method', () => {
  const route = (rate: 'export' | null, permission = 'incident:read') => ({ rate, permission })
  assert.equal(classOf(route('export'), 'POST'), 'export')
  assert.equal(classOf(route(null), 'GET'), 'reading')
  assert.equal(classOf(route(null), 'DELETE'), 'writing')
  assert.equal(classOf(route(null, 'public'), 'POST'), 'sign-in')
})

test('a flood goes on as one while only what was refilled is let in', () => {
  const limiter = createRateLimiter(LIMITS)
  let last = 0
  for (let now = 0; now < 60_000; now += 100) {
    const admission = limiter.take('reading', 'x', now)
    if (!admission.isAllowed) last = admission.refusals
  }
  assert.equal(last, 600 - 60 - 59, 'all that were refused, not those since the last that was let in')
  for (let n = 0; n < 61; n += 1) limiter.take('reading', 'x', 120_000)
  const anew = limiter.take('reading', 'x', 120_000)
  assert.ok(!anew.isAllowed && anew.refusals === 2, 'after a quiet minute they are counted anew')
})

test('notes of a flood are few, and stand for all before them', () => {
  let noted = 0
  let rows = 0
  for (let refusals = 1; refusals <= 10_000; refusals += 1) {
    const stands = refusalsNoted(refusals)
    noted += stands
    rows += stands === 0 ? 0 : 1
  }
  assert.deepEqual([rows, noted], [14, 8192])
})
