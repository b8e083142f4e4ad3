import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RETRY_SECONDS, retryAfter, TRIES_BEFORE_FALLBACK, type FailedTry } from './retry.ts'

const failed = (change: Partial<FailedTry> = {}): FailedTry => ({
  purpose: 'page',
  attempt: 1,
  ageSeconds: 0,
  askedSeconds: null,
  spread: 1,
  ...change,
})

test('waits grow up to five minutes and stay there', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((attempt) => retryAfter(failed({ attempt })))
  assert.deepEqual(waits, [...RETRY_SECONDS, 300, 300])
})

test('another way is taken within a minute even when every try hangs for ten seconds', () => {
  const waits = Array.from(
    { length: TRIES_BEFORE_FALLBACK - 1 },
    (_, n) => retryAfter(failed({ attempt: n + 1 })) ?? 0,
  )
  assert.ok(waits.reduce((sum, wait) => sum + wait, 0) + TRIES_BEFORE_FALLBACK * 10 <= 60)
})

test('a page is tried for a day, a notice for an hour', () => {
  assert.equal(retryAfter(failed({ attempt: 20, ageSeconds: 86_000 })), 300)
  assert.equal(retryAfter(failed({ attempt: 20, ageSeconds: 86_200 })), null)
  assert.equal(retryAfter(failed({ purpose: 'resolved', attempt: 9, ageSeconds: 3400 })), null)
  assert.equal(retryAfter(failed({ purpose: 'resolved', attempt: 9, ageSeconds: 3200 })), 300)
})

test('what the receiver asks for is kept, but no page waits longer than five minutes for it', () => {
  assert.equal(retryAfter(failed({ askedSeconds: 90 })), 90)
  assert.equal(retryAfter(failed({ askedSeconds: 7200 })), 300)
  assert.equal(retryAfter(failed({ purpose: 'acknowledged', askedSeconds: 1200 })), 1200)
  assert.equal(retryAfter(failed({ attempt: 3, askedSeconds: 1 })), 10)
})

test('many deliveries that failed together are spread, none by more than a quarter', () => {
  const tries = fc.record({
    attempt: fc.integer({ min: 1, max: 30 }),
    spread: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  fc.assert(
    fc.property(tries, ({ attempt, spread }) => {
      const wait = retryAfter(failed({ attempt, spread })) ?? 0
      const nominal = retryAfter(failed({ attempt })) ?? 0
      assert.ok(wait >= nominal * 0.75 && wait <= nominal)
    }),
  )
})
