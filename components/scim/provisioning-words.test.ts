import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProvisioningOutput, ScimTokenView } from '#lib/modules/scim/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { provisioningSentence, tokenState } from './provisioning-words.ts'

const t = englishText('scim')
const at = '2026-11-20T14:00:00Z'
const NOW = Date.parse(at)
const token: ScimTokenView = {
  id: 't',
  name: 'Okta',
  hint: 'bw_scim_a…',
  createdAt: at,
  makerUntil: null,
  expiresAt: null,
  lastUsedAt: at,
  previousUntil: null,
  revokedAt: null,
}
const output = (parts: Partial<ProvisioningOutput>): ProvisioningOutput => ({
  baseUrl: 'https://x.test/api/scim/v2',
  domains: ['acme.test'],
  tokens: [token],
  groups: [],
  users: [],
  userCount: 0,
  ...parts,
})

test('one sentence says what is kept in step, and what is missing for it', () => {
  assert.equal(
    provisioningSentence(t, output({ tokens: [] }), NOW),
    'No identity provider keeps members in step here.',
  )
  assert.equal(
    provisioningSentence(t, output({ tokens: [{ ...token, revokedAt: at }], userCount: 2 }), NOW),
    'No token is left: 2 users stay as they were last sent.',
  )
  const ended = output({ tokens: [{ ...token, expiresAt: at }], userCount: 2 })
  assert.match(provisioningSentence(t, ended, NOW), /^No token is left/)
  assert.match(provisioningSentence(t, ended, NOW - 1), /are kept in step/)
  const groups = [
    { id: 'a', displayName: 'A', members: 3, role: null },
    { id: 'b', displayName: 'B', members: 0, role: null },
  ]
  assert.equal(
    provisioningSentence(t, output({ groups, userCount: 1 }), NOW),
    '1 user in 2 groups are kept in step. 1 group with members give no role yet.',
  )
})

test('a provider that is connected before a domain is proved is told first of all', () => {
  assert.equal(
    provisioningSentence(t, output({ domains: [] }), NOW),
    'No domain is proved yet, so people whom the identity provider sends are refused.',
  )
  assert.match(provisioningSentence(t, output({ domains: [], userCount: 2 }), NOW), /^2 users in 0 groups/)
})

test('a token is never used, in use, being replaced, without a maker who stays, revoked, or has ended', () => {
  assert.equal(tokenState(t, { ...token, expiresAt: at }, Date.parse(at)).words, 'Ended')
  assert.equal(tokenState(t, { ...token, expiresAt: at }, Date.parse(at) - 1).words, 'In use')
  assert.equal(tokenState(t, { ...token, lastUsedAt: null }, Date.parse(at)).words, 'Never used')
  assert.equal(tokenState(t, token, Date.parse(at)).words, 'In use')
  assert.equal(
    tokenState(t, { ...token, previousUntil: at }, Date.parse(at)).words,
    'Two credentials are taken',
  )
  const waiting = { ...token, makerUntil: at }
  assert.equal(tokenState(t, waiting, Date.parse(at) - 1).words, 'Gives no role')
  assert.equal(tokenState(t, { ...waiting, revokedAt: at }, Date.parse(at)).words, 'Revoked')
  assert.equal(tokenState(t, { ...token, previousUntil: at, revokedAt: at }, Date.parse(at)).words, 'Revoked')
})
