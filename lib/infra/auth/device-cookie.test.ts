import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceCookie, deviceOfMember } from './device-cookie.ts'
import { createKeyring } from './keys.ts'

const own = { keyring: createKeyring('x'.repeat(40)), publicUrl: 'https://ops.example.com' }
const NOW = new Date('2026-11-20T12:00:00Z')
const ids = Array.from({ length: 6 }, (_, n) => `0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e7${n}`)
const members = ids.map((id) => ({ id, passwordHash: 'of the first password' }))
const NOBODY = { id: '', passwordHash: null }
const [ADA = NOBODY, BOB = NOBODY] = members
const sent = (line: string): string => line.slice(0, line.indexOf(';'))

test('a device is known to whoever signed in on it, keeps its name, and is known to nobody else', () => {
  const first = deviceCookie(own, null, ADA, NOW)
  assert.match(first, /^__Host-device=\S+; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Strict; Secure$/)
  const name = deviceOfMember(own, sent(first), ADA, NOW)
  assert.ok(name !== null)
  assert.equal(deviceOfMember(own, sent(first), BOB, NOW), null)
  const both = sent(deviceCookie(own, sent(first), BOB, NOW))
  assert.equal(deviceOfMember(own, both, ADA, NOW), name)
  assert.notEqual(deviceOfMember(own, both, BOB, NOW), null)
  assert.equal(deviceOfMember(own, sent(deviceCookie(own, both, ADA, NOW)), ADA, NOW), name)
})

test('four members share a browser, and the one who was away longest is forgotten', () => {
  let cookie: string | null = null
  for (const one of members) cookie = sent(deviceCookie(own, cookie, one, NOW))
  assert.deepEqual(
    members.map((one) => deviceOfMember(own, cookie, one, NOW) !== null),
    [false, false, true, true, true, true],
  )
})

test('a cookie that was forged, changed, of another installation or too old makes no device known', () => {
  const cookie = sent(deviceCookie(own, null, ADA, NOW))
  const other = { ...own, keyring: createKeyring('y'.repeat(40)) }
  assert.equal(deviceOfMember(other, cookie, ADA, NOW), null)
  for (let at = 14; at < cookie.length; at += 1) {
    const changed = cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1)
    assert.equal(deviceOfMember(own, changed, ADA, NOW), null, changed)
  }
  for (const rubbish of [null, '', '__Host-device=', '__Host-device=....', 'device=x'])
    assert.equal(deviceOfMember(own, rubbish, ADA, NOW), null)
  assert.equal(deviceOfMember(own, cookie, ADA, new Date(NOW.getTime() + 181 * 86_400_000)), null)
})

test('with another password a device is unknown, and gets another name; others in the same browser keep theirs', () => {
  const changed = { ...ADA, passwordHash: 'of the second password' }
  const old = sent(deviceCookie(own, sent(deviceCookie(own, null, BOB, NOW)), ADA, NOW))
  const name = deviceOfMember(own, old, ADA, NOW)
  assert.ok(name !== null)
  assert.equal(deviceOfMember(own, old, changed, NOW), null)
  assert.equal(deviceOfMember(own, old, { ...ADA, passwordHash: null }, NOW), null)
  const renewed = sent(deviceCookie(own, old, changed, NOW))
  const second = deviceOfMember(own, renewed, changed, NOW)
  assert.ok(second !== null && second !== name)
  assert.equal(deviceOfMember(own, renewed, ADA, NOW), null)
  assert.equal(deviceOfMember(own, renewed, BOB, NOW), deviceOfMember(own, old, BOB, NOW))
})
