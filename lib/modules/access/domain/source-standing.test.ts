import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceStanding } from './source-standing.ts'

const NOW = Date.parse('2026-11-20T14:32:07Z')
const none = { lastUsedAt: null, revokedAt: null, expiresAt: null }

test('a source waits, sends, falls silent, and ends by itself or by hand', () => {
  assert.equal(sourceStanding(none, NOW), 'waiting')
  assert.equal(sourceStanding({ ...none, lastUsedAt: '2026-11-20T14:30:00Z' }, NOW), 'receiving')
  assert.equal(sourceStanding({ ...none, lastUsedAt: '2026-11-20T14:20:00Z' }, NOW), 'silent')
  assert.equal(sourceStanding({ ...none, expiresAt: '2026-11-20T14:32:07Z' }, NOW), 'ended')
  const revoked = { ...none, revokedAt: '2026-11-20T14:00:00Z', expiresAt: '2026-11-20T14:00:00Z' }
  assert.equal(sourceStanding(revoked, NOW), 'revoked')
})
