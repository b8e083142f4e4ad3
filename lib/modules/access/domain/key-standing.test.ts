import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyStanding } from './key-standing.ts'

const NOW = Date.parse('2026-11-20T14:32:07Z')

test('a key is active until it is revoked or has expired, and ends soon for a week before', () => {
  assert.equal(keyStanding({ revokedAt: null, expiresAt: null }, NOW), 'active')
  assert.equal(keyStanding({ revokedAt: null, expiresAt: '2026-11-20T14:32:07Z' }, NOW), 'expired')
  assert.equal(keyStanding({ revokedAt: null, expiresAt: '2026-11-27T14:32:07Z' }, NOW), 'ending')
  assert.equal(keyStanding({ revokedAt: null, expiresAt: '2026-11-27T14:32:08Z' }, NOW), 'active')
  assert.equal(keyStanding({ revokedAt: '2026-11-20T14:00:00Z', expiresAt: null }, NOW), 'revoked')
})
