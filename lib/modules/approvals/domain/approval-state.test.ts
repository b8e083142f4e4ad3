import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  APPROVAL_EVENTS,
  APPROVAL_STATES,
  approvalTimes,
  dueEvent,
  stepApproval,
  type ApprovalEvent,
  type ApprovalState,
} from './approval-state.ts'

/** Every change that there is; all other pairs repeat or are refused. */
const CHANGES: readonly (readonly [ApprovalState, ApprovalEvent, ApprovalState])[] = [
  ['waiting', 'approve', 'approved'],
  ['waiting', 'delay_over', 'approved'],
  ['waiting', 'refuse', 'refused'],
  ['waiting', 'withdraw', 'withdrawn'],
  ['waiting', 'expire', 'expired'],
  ['approved', 'carried_out', 'done'],
  ['approved', 'fail', 'failed'],
]

test('every pair of state and event: the changes that there are, and no other', () => {
  let pairs = 0
  for (const state of APPROVAL_STATES) {
    for (const event of APPROVAL_EVENTS) {
      pairs += 1
      const step = stepApproval(state, event)
      const expected = CHANGES.find(([from, by]) => from === state && by === event)
      if (expected === undefined) assert.notEqual(step.kind, 'change', `${state} ${event}`)
      else assert.deepEqual(step, { kind: 'change', to: expected[2] })
      if (step.kind === 'refused') assert.ok(step.reason.length > 10)
    }
  }
  assert.equal(pairs, 49)
})

test('nothing leads out of an end', () => {
  for (const end of ['refused', 'withdrawn', 'expired', 'done', 'failed'] as const)
    for (const event of APPROVAL_EVENTS) assert.notEqual(stepApproval(end, event).kind, 'change')
})

test('nothing is carried out without an approval', () => {
  for (const state of APPROVAL_STATES)
    assert.equal(stepApproval(state, 'carried_out').kind === 'change', state === 'approved')
})

const NOW = new Date('2026-11-20T12:00:00Z')
const inHours = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000)

test('with a second person a request waits for its hours and expires', () => {
  const times = approvalTimes(NOW, { hasSecondPerson: true, hours: 24 })
  assert.deepEqual(times, { expiresAt: inHours(24), notBefore: null })
  assert.equal(dueEvent(times, inHours(23.9)), null)
  assert.equal(dueEvent(times, inHours(24)), 'expire')
})

test('without one it waits for 24 hours and is carried out', () => {
  const times = approvalTimes(NOW, { hasSecondPerson: false, hours: 2 })
  assert.deepEqual(times, { expiresAt: inHours(26), notBefore: inHours(24) })
  assert.equal(dueEvent(times, inHours(23.9)), null)
  assert.equal(dueEvent(times, inHours(24)), 'delay_over')
  assert.equal(dueEvent(times, inHours(30)), 'delay_over')
})
