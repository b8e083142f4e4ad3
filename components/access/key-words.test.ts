import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expiryOf, filterPermissions, keyState, permissionWords } from './key-words.ts'

const NOW = Date.parse('2026-11-20T14:32:07Z')

test('a key ends after its days', () => {
  assert.equal(expiryOf('30', NOW), '2026-12-20T14:32:07.000Z')
  assert.equal(expiryOf('365', NOW), '2027-11-20T14:32:07.000Z')
  assert.equal(expiryOf('forever', NOW), undefined)
})

test('permissions are found by every word of their name', () => {
  assert.deepEqual(filterPermissions(['rule:read', 'rule:write', 'slo:read'], 'Rule read'), ['rule:read'])
  assert.deepEqual(filterPermissions(['rule:read'], ' '), ['rule:read'])
})

test('a key is active until it is revoked or has expired', () => {
  assert.equal(keyState({ revokedAt: null, expiresAt: null }, NOW), 'active')
  assert.equal(keyState({ revokedAt: null, expiresAt: '2026-11-20T14:32:07Z' }, NOW), 'expired')
  assert.equal(keyState({ revokedAt: null, expiresAt: '2026-11-27T14:32:07Z' }, NOW), 'ending')
  assert.equal(keyState({ revokedAt: null, expiresAt: '2026-11-27T14:32:08Z' }, NOW), 'active')
  assert.equal(keyState({ revokedAt: '2026-11-20T14:00:00Z', expiresAt: null }, NOW), 'revoked')
})

test('a long list of permissions is counted', () => {
  assert.equal(permissionWords(['a:read']), 'a:read')
  assert.equal(permissionWords(['a:read', 'b:read', 'c:read', 'd:read']), 'a:read, b:read and 2 more')
})
