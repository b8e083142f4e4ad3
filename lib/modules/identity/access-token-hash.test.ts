import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { isTokenMeant } from './access-token-hash.ts'

/** The example of OpenID Connect Core, appendix A.3. */
const TOKEN = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'
const HASH = '77QmUPtjPfzWtF2AnpK9RQ'

test('the hash of the specification is met, and no other token or text', () => {
  assert.ok(isTokenMeant(HASH, TOKEN, 'RS256'))
  assert.ok(isTokenMeant(undefined, TOKEN, 'RS256'), 'it may be left out')
  for (const [hash, token] of [
    [HASH, `${TOKEN}x`],
    [`${HASH}=`, TOKEN],
    ['', TOKEN],
    [null, TOKEN],
    [[HASH], TOKEN],
  ] as const)
    assert.equal(isTokenMeant(hash, token, 'RS256'), false, JSON.stringify(hash))
})

test('the algorithm of the ID token says which hash it is', () => {
  const left = (name: string, bytes: number) =>
    createHash(name).update(TOKEN).digest().subarray(0, bytes).toString('base64url')
  for (const [alg, name, bytes] of [
    ['ES256', 'sha256', 16],
    ['PS384', 'sha384', 24],
    ['RS512', 'sha512', 32],
    ['EdDSA', 'sha512', 32],
  ] as const) {
    assert.ok(isTokenMeant(left(name, bytes), TOKEN, alg), alg)
    assert.equal(isTokenMeant(HASH, TOKEN, alg), alg === 'ES256', alg)
  }
})
