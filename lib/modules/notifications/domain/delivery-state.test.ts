import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mayTake, settle, type DeliveryState, type Try, type TryOutcome } from './delivery-state.ts'

const TAKE: [DeliveryState, boolean, boolean][] = [
  ['pending', false, true],
  ['failed', false, true],
  ['unknown', false, true],
  ['sending', false, false],
  ['sending', true, true],
  ['sent', true, false],
  ['dead', true, false],
  ['cancelled', true, false],
]
for (const [state, isLeaseOver, expected] of TAKE) {
  test(`${state}, lease ${isLeaseOver ? 'over' : 'held'}: ${expected ? 'taken' : 'left alone'}`, () =>
    assert.equal(mayTake(state, isLeaseOver), expected))
}

const failed: TryOutcome = { kind: 'failed', reason: 'answered 500', afterSeconds: null }
const refused: TryOutcome = { kind: 'refused', reason: 'no such mailbox' }
const made = (attempt: number, change: Partial<Try> = {}): Try => ({
  purpose: 'page',
  attempt,
  ageSeconds: 0,
  spread: 1,
  ...change,
})

test('a page that went out is sent', () => {
  assert.deepEqual(settle({ kind: 'sent', answer: '250 ok' }, made(3)), {
    state: 'sent',
    againSeconds: null,
    answer: '250 ok',
    fallsBack: false,
  })
})

test('failures are tried again after growing times', () => {
  const waits = [1, 2, 3, 4].map((attempt) => settle(failed, made(attempt)).againSeconds)
  assert.deepEqual(waits, [2, 5, 10, 20])
  assert.equal(settle({ ...failed, afterSeconds: 90 }, made(1)).againSeconds, 90)
})

test('a refusal for good is dead at once; a lost answer is unknown and sent again', () => {
  assert.equal(settle(refused, made(1)).state, 'dead')
  const lost = settle({ kind: 'unknown', reason: 'cut' }, made(1))
  assert.deepEqual([lost.state, lost.againSeconds], ['unknown', 2])
})

test('a page that was tried for a day is dead', () => {
  assert.equal(settle(failed, made(290, { ageSeconds: 86_399 })).state, 'dead')
})

test('a page takes another way once: at the third failure, or when it is dead before', () => {
  const steps = [1, 2, 3, 4, 5].map((attempt) => settle(failed, made(attempt)).fallsBack)
  assert.deepEqual(steps, [false, false, true, false, false])
  assert.equal(settle(refused, made(1)).fallsBack, true)
  assert.equal(settle(refused, made(9)).fallsBack, false)
  assert.equal(settle(refused, made(1, { purpose: 'resolved' })).fallsBack, false)
})

test('whatever happens, a delivery ends as sent or dead within a day and takes another way at most once', () => {
  const outcome = fc.constantFrom<TryOutcome>(
    failed,
    { kind: 'unknown', reason: 'cut' },
    { ...failed, afterSeconds: 4000 },
  )
  fc.assert(
    fc.property(fc.infiniteStream(outcome), fc.constantFrom('page', 'resolved'), (outcomes, purpose) => {
      let [attempt, ageSeconds, fallbacks] = [0, 0, 0]
      for (const next of outcomes) {
        attempt += 1
        const { state, againSeconds, fallsBack } = settle(next, made(attempt, { purpose, ageSeconds }))
        if (fallsBack) fallbacks += 1
        if (againSeconds === null)
          return assert.ok(state === 'dead' && fallbacks === (purpose === 'page' ? 1 : 0))
        ageSeconds += againSeconds
        assert.ok(ageSeconds <= 86_400)
      }
      return undefined
    }),
  )
})
