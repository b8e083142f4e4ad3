import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldOf, type Foldable } from './fold.ts'

const base: Foldable = {
  platformId: null,
  tenantId: null,
  kind: 'sign-in.failed',
  at: new Date('2026-11-20T12:00:00Z'),
  memberId: null,
  actorId: null,
  ip: '203.0.113.7',
  details: { reason: 'wrong' },
}
const fold = (change: Partial<Foldable> = {}): string | null => foldOf({ ...base, ...change })

test('guesses at one account are one event, wherever they come from', () => {
  assert.equal(fold({ memberId: 'm', ip: '203.0.113.7' }), fold({ memberId: 'm', ip: '198.51.100.9' }))
  assert.notEqual(fold({ memberId: 'm' }), fold({ memberId: 'n' }))
})

test('strangers are counted by their network, and every network by itself', () => {
  assert.equal(fold({ ip: '2001:db8:0:1::1' }), fold({ ip: '2001:db8:0:1:ffff::2' }))
  assert.notEqual(fold({ ip: '203.0.113.8' }), fold())
})

test('another hour, reason, owner or kind is another event', () => {
  for (const change of [
    { at: new Date('2026-11-20T13:00:00Z') },
    { details: { reason: 'code_wrong' } },
    { platformId: 'p' },
    { platformId: 'p', tenantId: 't' },
    { kind: 'factor.failed' },
  ] as const)
    assert.notEqual(fold(change), fold())
  assert.equal(fold({ at: new Date('2026-11-20T12:59:59Z') }), fold())
})

test('what happens once is an event of its own', () => {
  assert.equal(fold({ kind: 'account.locked' }), null)
  assert.equal(fold({ kind: 'sign-in.succeeded' }), null)
})
