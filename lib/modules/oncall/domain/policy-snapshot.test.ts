import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dueTimes, FALLBACK_DELAY_SECONDS, fallbackPolicy, type PolicySnapshot } from './policy-snapshot.ts'

const member = (n: number) => ({ id: `m${n}`, name: `Member ${n}`, email: `m${n}@example.test` })
const policy = (...delays: number[]): PolicySnapshot => ({
  policyId: 'p',
  name: 'Night',
  version: 3,
  steps: delays.map((delaySeconds, n) => ({ delaySeconds, members: [member(n)] })),
})
const OPENED = new Date('2026-11-20T06:32:07.250Z')

test('delays add up from the opening, to the millisecond', () => {
  const times = dueTimes(OPENED, policy(0, 30, 90)).map((time) => time.toISOString())
  assert.deepEqual(times, [
    '2026-11-20T06:32:07.250Z',
    '2026-11-20T06:32:37.250Z',
    '2026-11-20T06:34:07.250Z',
  ])
})

test('a policy without steps is due never', () => assert.deepEqual(dueTimes(OPENED, policy()), []))

test('due times never go backwards, and the last one is the sum of all delays', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 86_400 }), { minLength: 1, maxLength: 20 }), (delays) => {
      const times = dueTimes(OPENED, policy(...delays)).map((time) => time.getTime())
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      )
      assert.equal(times.at(-1), OPENED.getTime() + delays.reduce((sum, delay) => sum + delay, 0) * 1000)
    }),
  )
})

test('without a policy the operator admins are paged one after another', () => {
  const { steps, policyId } = fallbackPolicy([member(1), member(2), member(3)])
  assert.equal(policyId, null)
  assert.deepEqual(
    steps.map(({ delaySeconds }) => delaySeconds),
    [0, FALLBACK_DELAY_SECONDS, FALLBACK_DELAY_SECONDS],
  )
  assert.deepEqual(fallbackPolicy([]).steps, [])
})
