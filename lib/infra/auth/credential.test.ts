import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { randomBase62, toBase62 } from './base62.ts'
import {
  credentialFault,
  credentialHash,
  credentialHint,
  newCredential,
  parseCredential,
} from './credential.ts'
import { createKeyring } from './keys.ts'

const SECRET = 'a secret of the installation, 32 or more'

test('a credential has the published form and is recognised by its kind', () => {
  for (const kind of ['live', 'src', 'scim'] as const) {
    const credential = newCredential(kind)
    assert.match(credential, new RegExp(`^bw_${kind}_[0-9A-Za-z]{36}$`))
    assert.equal(parseCredential(credential), kind)
  }
})

test('the last six digits are the CRC-32 of all before them, in base 62', () => {
  const credential = newCredential('live')
  assert.equal(credential.slice(-6), toBase62(crc32(credential.slice(0, -6)), 6))
})

test('every single wrong character is noticed', () => {
  const credential = newCredential('live')
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: credential.length - 1 }),
      fc.constantFrom('0', 'a', 'Z', '9', 'b', 'Q'),
      (at, other) => {
        const mistyped = credential.slice(0, at) + other + credential.slice(at + 1)
        assert.equal(parseCredential(mistyped), mistyped === credential ? 'live' : null)
      },
    ),
  )
})

test('a credential of one kind is none of the other kind, and neighbours of the form are refused', () => {
  const credential = newCredential('live')
  assert.equal(parseCredential(credential.replace('bw_live_', 'bw_src_')), null)
  for (const text of [
    '',
    'bw_live_',
    credential.slice(1),
    `${credential}0`,
    ` ${credential}`,
    `${credential}\n`,
  ]) {
    assert.equal(parseCredential(text), null, JSON.stringify(text))
  }
})

test('credentials do not repeat', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, () => newCredential('src'))).size, 1000)
})

test('the hash depends on the pepper and on every character', () => {
  const [a, b] = [newCredential('live'), newCredential('live')]
  const { pepper } = createKeyring(SECRET)
  const hash = credentialHash(pepper, a)
  assert.equal(hash.length, 32)
  assert.deepEqual(credentialHash(pepper, a), hash)
  assert.notDeepEqual(credentialHash(pepper, b), hash)
  assert.notDeepEqual(credentialHash(createKeyring(`${SECRET}!`).pepper, a), hash)
})

test('a hint shows the kind and four characters of the random part', () => {
  for (const kind of ['live', 'src', 'scim'] as const) {
    const credential = newCredential(kind)
    const hint = credentialHint(kind, credential)
    assert.ok(credential.startsWith(hint.slice(0, -1)))
    assert.equal(hint.length, `bw_${kind}_`.length + 4 + 1)
  }
})

test('base 62: digits by value, padded, and random ones of every value', () => {
  assert.equal(toBase62(0, 3), '000')
  assert.equal(toBase62(61, 1), 'z')
  assert.equal(toBase62(62, 2), '10')
  assert.equal(toBase62(0xff_ff_ff_ff, 6), '4gfFC3')
  assert.equal(new Set(randomBase62(5000)).size, 62)
})

test('a mistyped credential is told from an unknown one by its text alone', () => {
  const key = newCredential('live')
  assert.equal(credentialFault(key), null)
  assert.equal(credentialFault(newCredential('src')), null)
  assert.match(credentialFault(key.slice(0, -1)) ?? '', /not a whole key: it has 43 characters instead of 44/)
  const last = key.endsWith('a') ? 'b' : 'a'
  assert.match(credentialFault(key.slice(0, -1) + last) ?? '', /not a whole key: its checksum is wrong/)
  assert.match(credentialFault(`${key.slice(0, -1)}-`) ?? '', /only letters and digits/)
  assert.match(credentialFault('bw_src_x') ?? '', /source credential/)
  for (const other of ['', 'bw_ack_x', 'Bearer', 'bwi_abc', 'hello'])
    assert.equal(credentialFault(other), null)
})
