import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertedFromClaims, isCompleteToken } from './asserted.ts'

const ISSUER = { iss: 'https://id.example', sub: 'ada-1' }
const ADA = { email: 'Ada@Acme.example' }
const read = (token: Record<string, unknown>, more: Record<string, unknown> = {}, trustsEmail = false) => {
  const found = assertedFromClaims({ ...ISSUER, ...token }, more, { groupsClaim: 'groups', trustsEmail })
  return [found?.email, found?.isEmailVerified]
}

test('an address is verified when the provider says so, in any of the ways in which providers do', () => {
  for (const claims of [
    { email_verified: true },
    { email_verified: 'true' },
    { xms_edov: true },
    { xms_edov: 1 },
    { xms_edov: '1' },
    { xms_edov: 'true' },
  ])
    assert.deepEqual(read({ ...ADA, ...claims }), ['ada@acme.example', true], JSON.stringify(claims))
  for (const claims of [
    {},
    { email_verified: false },
    { email_verified: 'false' },
    { email_verified: 'yes' },
    { email_verified: {} },
    { email_verified: null },
    { email_verified: false, xms_edov: true },
    { xms_edov: false },
    { xms_edov: 0 },
  ])
    assert.deepEqual(read({ ...ADA, ...claims }), ['ada@acme.example', false], JSON.stringify(claims))
})

test('the flag of the user info endpoint counts for the same address alone, and never against the token', () => {
  const verified = { ...ADA, email_verified: true }
  assert.deepEqual(read({}, verified), ['ada@acme.example', true])
  assert.deepEqual(read(ADA, { email: 'ada@acme.example', email_verified: true }), ['ada@acme.example', true])
  assert.deepEqual(read(ADA, { email: 'eve@acme.example', email_verified: true }), [
    'ada@acme.example',
    false,
  ])
  assert.deepEqual(read({ ...ADA, email_verified: false }, verified), ['ada@acme.example', false])
  assert.deepEqual(
    read({ email_verified: true }, ADA),
    ['ada@acme.example', false],
    'a flag without an address',
  )
})

test('a provider whose addresses are trusted needs no flag, but an address', () => {
  assert.deepEqual(read(ADA, {}, true), ['ada@acme.example', true])
  assert.deepEqual(read({}, {}, true), [null, false])
})

test('the user info endpoint is asked for whatever the token leaves open', () => {
  const whole = { ...ADA, email_verified: true, groups: [] }
  assert.equal(isCompleteToken(whole, 'groups'), true)
  for (const missing of ['email', 'email_verified', 'groups'])
    assert.equal(isCompleteToken({ ...whole, [missing]: undefined }, 'groups'), false, missing)
})
