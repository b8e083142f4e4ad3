import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { createKeyring, equalBytes, hmac } from './keys.ts'

const SECRET = 'a secret of the installation, 32 or more'
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('every key is another one, and none is the secret', () => {
  const keyring = createKeyring(SECRET)
  const { pepper, audit, session, scopeToken, ackToken, invitation, nextAuth, wrapping } = keyring
  const keys = [pepper, audit, session, scopeToken, ackToken, invitation, wrapping[0].key].map(hex)
  assert.equal(new Set([...keys, nextAuth]).size, 8)
  for (const key of [...keys, nextAuth]) {
    assert.match(key, /^[0-9a-f]{64}$/)
    assert.ok(!key.includes(Buffer.from(SECRET).toString('hex')))
  }
})

test('the same secret gives the same keys: HKDF-SHA-256 under the label', () => {
  assert.deepEqual(createKeyring(SECRET), createKeyring(SECRET))
  const audit = new Uint8Array(hkdfSync('sha256', SECRET, '', 'bailiwick/audit', 32))
  assert.deepEqual(createKeyring(SECRET).audit, audit, 'the audit chain of an installation depends on it')
})

test('a previous secret adds a wrapping key behind the present one and changes nothing else', () => {
  const [before, after] = [
    createKeyring(SECRET),
    createKeyring('another secret, long enough to be one', SECRET),
  ]
  assert.equal(after.wrapping.length, 2)
  assert.deepEqual(after.wrapping[1], before.wrapping[0])
  assert.notEqual(after.wrapping[0].id, before.wrapping[0].id)
  assert.notDeepEqual(after.pepper, before.pepper)
})

test('bytes are equal only when all of them are', () => {
  const a = hmac(Buffer.from('key'), 'message')
  assert.ok(equalBytes(a, new Uint8Array(a)))
  assert.ok(!equalBytes(a, a.subarray(1)))
  assert.ok(!equalBytes(a, hmac(Buffer.from('key'), 'massage')))
})
