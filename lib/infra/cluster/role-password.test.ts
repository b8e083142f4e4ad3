import assert from 'node:assert/strict'
import { test } from 'node:test'
import { databaseUrl, LOGIN_ROLES, rolePassword, roleUrl, scramVerifier } from './role-password.ts'

test('every role has a password of its own, the same on every machine with the same secret', () => {
  const passwords = LOGIN_ROLES.map((role) => rolePassword('a secret', role))
  assert.equal(new Set(passwords).size, LOGIN_ROLES.length)
  // HMAC-SHA-256 of "bailiwick/db-role/tenant" under the key "a secret", computed with openssl.
  assert.equal(
    rolePassword('a secret', 'tenant'),
    '1d7a5a89beef565018b03b260f38ed77f96329cdfc0d9834aae139bb3e2335d4',
  )
  assert.notEqual(rolePassword('another secret', 'tenant'), rolePassword('a secret', 'tenant'))
})

test('what is sent to Postgres has its format, is stable, and does not hold the password', () => {
  const verifier = scramVerifier('pencil')
  assert.match(verifier, /^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/)
  assert.equal(scramVerifier('pencil'), verifier)
  assert.notEqual(scramVerifier('pencils'), verifier)
})

test('an address keeps host, database and parameters when the login changes', () => {
  const base = 'postgres://admin:p%40ss@db.example:6432/shop?sslmode=require'
  assert.equal(roleUrl(base, 'tenant', 'abc'), 'postgres://tenant:abc@db.example:6432/shop?sslmode=require')
  assert.equal(databaseUrl(base, 'other'), 'postgres://admin:p%40ss@db.example:6432/other?sslmode=require')
})
