import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { actionWords, requestAnswer } from './request-words.ts'

const t = englishText('approvals')

const REQUEST: ApprovalView = {
  id: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  scope: 'operator',
  action: 'tenant.erase',
  permission: 'tenant:erase',
  target: 'Acme',
  input: {},
  reason: 'the contract has ended',
  state: 'waiting',
  requestedBy: 'Ada',
  createdAt: '2026-11-20T12:00:00Z',
  expiresAt: '2026-11-21T12:00:00Z',
  notBefore: null,
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  doneAt: null,
  result: null,
  error: null,
  isOwn: false,
  mayDecide: false,
}

test('an action as people read it', () => {
  assert.equal(actionWords(t, 'tenant.erase'), 'Erase tenant')
  assert.equal(actionWords(t, 'silence.create-wide'), 'Create wide silence')
})

test('every state has a word and a sentence', () => {
  const states = ['waiting', 'approved', 'refused', 'withdrawn', 'expired', 'done', 'failed'] as const
  for (const state of states) {
    assert.ok(t(`state.${state}`).length > 3)
    assert.match(requestAnswer(t, { ...REQUEST, state }), /\.$/)
  }
})

test('whoever can decide is told so; without a second person the delay is explained', () => {
  assert.match(requestAnswer(t, { ...REQUEST, mayDecide: true }), /Ada asks for your approval/)
  assert.match(requestAnswer(t, { ...REQUEST, isOwn: true }), /Another holder/)
  assert.match(
    requestAnswer(t, { ...REQUEST, isOwn: true, notBefore: '2026-11-21T12:00:00Z' }),
    /24 hours take their place/,
  )
})
