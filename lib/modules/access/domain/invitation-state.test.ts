import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskEmail, normalizeEmail } from './email.ts'
import { closedInvitationMessage, invitationState } from './invitation-state.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const [before, after] = [new Date(NOW.getTime() - 1), new Date(NOW.getTime() + 1)]
const times = { acceptedAt: null, revokedAt: null, expiresAt: after }

test('an invitation is open until something happens to it or its time is over', () => {
  assert.equal(invitationState(times, NOW), 'open')
  assert.equal(invitationState({ ...times, expiresAt: NOW }, NOW), 'expired')
  assert.equal(invitationState({ ...times, revokedAt: before }, NOW), 'revoked')
  assert.equal(invitationState({ ...times, acceptedAt: before }, NOW), 'accepted')
})

test('what happened outlasts the time: used and taken back stay so', () => {
  assert.equal(invitationState({ ...times, acceptedAt: before, expiresAt: before }, NOW), 'accepted')
  assert.equal(invitationState({ ...times, revokedAt: before, expiresAt: before }, NOW), 'revoked')
})

test('each closed state tells what to do', () => {
  for (const state of ['accepted', 'revoked', 'expired'] as const)
    assert.match(closedInvitationMessage(state), /\. (Sign in|Ask)/)
})

test('one spelling for one address', () => {
  assert.equal(normalizeEmail('  Ada@Example.COM '), 'ada@example.com')
  assert.equal(normalizeEmail('ａｄａ@example.com'), 'ada@example.com')
})

test('a masked address shows first letter and domain, and nothing of what is no address', () => {
  assert.equal(maskEmail('ada@example.com'), 'a…@example.com')
  for (const text of ['', 'my secret password', '@example.com']) assert.equal(maskEmail(text), '…')
})
