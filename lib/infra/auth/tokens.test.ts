import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { mintAckToken, verifyAckToken, type AckGrant } from './ack-token.ts'
import { createKeyring } from './keys.ts'
import { invitationToken, newSetupCode, oneTimeHash } from './one-time-token.ts'
import { mintScopeToken, verifyScopeToken } from './scope-token.ts'
import { signBytes, verifyBytes } from './signed-token.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
const keyring = createKeyring('a secret of the installation, 32 or more')
const other = createKeyring('another secret of another installation')
const ids = [
  '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e78',
  '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e79',
] as const
const platform: Scope = { kind: 'platform', platformId: platformId(ids[0]) }
const tenant: Scope = { kind: 'tenant', platformId: platformId(ids[0]), tenantId: tenantId(ids[1]) }

/** The same token with one character exchanged. */
const damaged = (token: string, at: number): string =>
  token.slice(0, at) + (token.charAt(at) === 'A' ? 'B' : 'A') + token.slice(at + 1)

test('signed bytes come back under the same key and prefix, and under no other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
      const text = signBytes(keyring.pepper, 'bw_', bytes)
      assert.deepEqual(Buffer.from(verifyBytes(keyring.pepper, 'bw_', text) ?? []), Buffer.from(bytes))
      assert.equal(verifyBytes(other.pepper, 'bw_', text), null)
      assert.equal(verifyBytes(keyring.pepper, 'bx_', text.replace('bw_', 'bx_')), null)
    }),
  )
})

test('a second spelling of signed bytes is refused', () => {
  const text = signBytes(keyring.pepper, 'bw_', Buffer.from([1]))
  const last = text.at(-1) ?? ''
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const spellings = Array.from(alphabet, (digit) => text.slice(0, -1) + digit)
  const accepted = spellings.filter((spelling) => verifyBytes(keyring.pepper, 'bw_', spelling) !== null)
  assert.deepEqual(accepted, [text], `ends with ${last}`)
  for (const wrong of [`${text}=`, ` ${text}`, 'bw_', '', 'bw_A'])
    assert.equal(verifyBytes(keyring.pepper, 'bw_', wrong), null)
})

test('a scope token says its scope for sixty seconds', () => {
  for (const scope of [operatorScope, platform, tenant]) {
    const token = mintScopeToken(keyring.scopeToken, { scope }, NOW)
    assert.match(token, /^bwi_[\w-]+$/)
    assert.deepEqual(verifyScopeToken(keyring.scopeToken, token, later(59)), { scope })
    assert.equal(verifyScopeToken(keyring.scopeToken, token, later(60)), null)
    assert.equal(verifyScopeToken(other.scopeToken, token, NOW), null)
    assert.equal(verifyScopeToken(keyring.ackToken, token, NOW), null)
  }
})

test('a scope token carries permissions, and none that the table does not know', () => {
  const grant = { scope: tenant, permissions: ['metrics:query'] as const }
  const token = mintScopeToken(keyring.scopeToken, grant, NOW)
  assert.deepEqual(verifyScopeToken(keyring.scopeToken, token, NOW), grant)
  const body = JSON.stringify({
    platformId: null,
    tenantId: null,
    permissions: ['all', 7, 'metrics:query'],
    exp: 9e9,
  })
  const odd = signBytes(keyring.scopeToken, 'bwi_', Buffer.from(body))
  assert.deepEqual(verifyScopeToken(keyring.scopeToken, odd, NOW), {
    scope: operatorScope,
    permissions: ['metrics:query'],
  })
})

test('a signed body that names no possible scope opens nothing', () => {
  for (const body of [
    {},
    { platformId: null, tenantId: ids[0] },
    { platformId: 'x', tenantId: null },
    { platformId: 1, tenantId: null },
  ]) {
    const token = signBytes(keyring.scopeToken, 'bwi_', Buffer.from(JSON.stringify({ ...body, exp: 9e9 })))
    assert.equal(verifyScopeToken(keyring.scopeToken, token, NOW), null, JSON.stringify(body))
  }
})

const grant = (scope: AckGrant['scope']): AckGrant => ({
  incidentId: ids[2],
  memberId: memberId(ids[1]),
  scope,
  expiresAt: later(3600),
})

test('a phone link is short, and good for one incident and one member until it expires', () => {
  for (const scope of [platform, tenant]) {
    const token = mintAckToken(keyring.ackToken, grant(scope))
    assert.ok(token.length <= 200, `${token.length} characters`)
    assert.match(token, /^bw_ack_[\w-]+$/)
    assert.deepEqual(verifyAckToken(keyring.ackToken, token, later(3599)), grant(scope))
    assert.equal(verifyAckToken(keyring.ackToken, token, later(3600)), null)
    assert.equal(verifyAckToken(other.ackToken, token, NOW), null)
  }
})

test('a phone link with any character changed is worth nothing', () => {
  const token = mintAckToken(keyring.ackToken, grant(tenant))
  for (let at = 0; at < token.length; at += 1)
    assert.equal(verifyAckToken(keyring.ackToken, damaged(token, at), NOW), null)
  assert.equal(verifyAckToken(keyring.ackToken, '', NOW), null)
  assert.equal(
    verifyAckToken(keyring.ackToken, mintScopeToken(keyring.ackToken, { scope: tenant }, NOW), NOW),
    null,
  )
})

test('a signed link of another length or format, or for nobody, is refused', () => {
  const make = (bytes: Uint8Array): string => signBytes(keyring.ackToken, 'bw_ack_', bytes)
  const future = Buffer.from([1, 0, 255, 255, 255, 255])
  for (const bytes of [
    Buffer.from([1]),
    Buffer.concat([future, Buffer.alloc(63)]),
    Buffer.concat([future, Buffer.alloc(64)]),
  ]) {
    assert.equal(verifyAckToken(keyring.ackToken, make(bytes), NOW), null)
  }
})

test('an invitation token follows from its id and the key; a set-up code from nothing', () => {
  const token = invitationToken(keyring, ids[0])
  assert.match(token, /^bw_inv_[\w-]{43}$/)
  assert.equal(invitationToken(keyring, ids[0]), token)
  assert.notEqual(invitationToken(keyring, ids[1]), token)
  assert.notEqual(invitationToken(other, ids[0]), token)
  assert.match(newSetupCode(), /^bw_set_[0-9A-Za-z]{22}$/)
  assert.notEqual(newSetupCode(), newSetupCode())
  assert.notDeepEqual(oneTimeHash(keyring, token), oneTimeHash(other, token))
})
