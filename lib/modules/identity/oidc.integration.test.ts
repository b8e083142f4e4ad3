// Bar test 16, OpenID Connect: against a real provider, by the real client. Whoever is not exactly whom the provider of
// this scope vouched for, in this browser, now, gets no session.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { OpenIdProvider, Tamper } from '#testing/openid-provider.ts'
import { ADA, openAcmeWorld, reasonOf, type AcmeWorld } from './testing/acme-world.ts'
import type { SignOnWorld, Walked } from './testing/sign-on-world.ts'

let acmeWorld: AcmeWorld
let here: SignOnWorld
let idp: OpenIdProvider
let acme: string
let globex: string

before(async () => {
  acmeWorld = await openAcmeWorld()
  ;({ here, idp, acme, globex } = acmeWorld)
})
after(async () => await acmeWorld.close())
beforeEach(() => {
  idp.person = ADA
  idp.tamper = null
})

test('bar 16: forged, replayed and foreign answers are refused, and begin no session', async (t) => {
  const begun = await acmeWorld.sessions()
  const claims =
    (change: Readonly<Record<string, unknown>>): Tamper =>
    (good) => ({ claims: { ...good, ...change } })
  const tampered: Readonly<Record<string, Tamper>> = {
    'another issuer': claims({ iss: 'https://evil.example' }),
    'another audience': claims({ aud: 'another-client' }),
    'several audiences, for another': claims({ aud: ['bailiwick', 'other'], azp: 'other' }),
    'another nonce': claims({ nonce: 'another' }),
    'no nonce': claims({ nonce: undefined }),
    expired: claims({ exp: Math.floor(Date.now() / 1000) - 3600 }),
    'signed by another key': (good) => ({ claims: good, signature: 'other key' }),
    'not signed': (good) => ({ claims: good, signature: 'none' }),
    'no subject': claims({ sub: '' }),
    'the hash of another access token': claims({ at_hash: '77QmUPtjPfzWtF2AnpK9RQ' }),
    'a hash that is no text': claims({ at_hash: 1 }),
  }
  let refused = 0
  for (const [name, tamper] of Object.entries(tampered)) {
    idp.tamper = tamper
    assert.equal(await reasonOf(here.signOn(acme)), 'answer', name)
    refused += 1
  }
  idp.tamper = null
  const persons = {
    email: [
      { ...ADA, sub: 'new-1', email_verified: false },
      { sub: 'new-2', groups: ['staff'] },
      { ...ADA, email_verified: false },
    ],
    domain: [
      { ...ADA, sub: 'new-3', email: 'eve@globex.example' },
      { ...ADA, sub: 'new-4', email: 'eve@evil.example' },
      { ...ADA, sub: 'new-5', email: 'eve@sub.acme.example' },
    ],
    groups: [{ ...ADA, sub: 'new-6', email: 'new@acme.example', groups: [] }],
  }
  for (const [reason, list] of Object.entries(persons)) {
    for (const person of list) {
      idp.person = person
      assert.equal(await reasonOf(here.signOn(acme)), reason, JSON.stringify(person))
      refused += 1
    }
  }
  idp.person = ADA
  refused += await refuseAnswers()
  assert.equal(await acmeWorld.sessions(), begun)
  t.diagnostic(`bar 16, OpenID Connect: ${refused} forged answers, 0 accepted`)
})

/** Answers that are good, but not here, not now, not in this browser. Returns how many there were. */
async function refuseAnswers(): Promise<number> {
  const expected: [string, string, (walked: Walked) => Promise<unknown>][] = [
    ['another tenant’s provider', 'transaction', async (walked) => await here.finish(globex, walked)],
    [
      'another browser',
      'browser',
      async ({ search }) => await here.finish(acme, { search, cookie: (await here.walk(acme)).cookie }),
    ],
    [
      'no cookie',
      'browser',
      async ({ search }) => await here.finish(acme, { search, cookie: { name: '', value: '' } }),
    ],
    [
      'another state',
      'transaction',
      async (walked) => await here.finish(acme, walked, walked.search.replace(/state=[^&]*/, 'state=forged')),
    ],
    [
      'two states',
      'transaction',
      async (walked) => await here.finish(acme, walked, `${walked.search}&state=forged`),
    ],
    [
      'another iss (mix-up, RFC 9207)',
      'answer',
      async (walked) =>
        await here.finish(acme, walked, walked.search.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example')),
    ],
    [
      'no iss although the provider sends one',
      'answer',
      async (walked) => await here.finish(acme, walked, walked.search.replace(/&?iss=[^&]*/, '')),
    ],
    [
      'another code',
      'answer',
      async (walked) => await here.finish(acme, walked, walked.search.replace(/code=[^&]*/, 'code=forged')),
    ],
    [
      'the code of another sign-on',
      'answer',
      async (walked) => {
        const stolen = /code=[^&]*/.exec((await here.walk(acme)).search)?.[0] ?? ''
        return await here.finish(acme, walked, walked.search.replace(/code=[^&]*/, stolen))
      },
    ],
    [
      'an error of the provider',
      'denied',
      async (walked) =>
        await here.finish(acme, walked, walked.search.replace(/code=[^&]*/, 'error=access_denied')),
    ],
    [
      'too late',
      'transaction',
      async (walked) => {
        here.clock.advance(600_001)
        return await here.finish(acme, walked)
      },
    ],
  ]
  for (const [name, reason, attempt] of expected) {
    assert.equal(await reasonOf(attempt(await here.walk(acme))), reason, name)
  }
  return expected.length
}

test('bar 16: an answer counts once', async () => {
  const walked = await here.walk(acme)
  await here.finish(acme, walked)
  const begun = await acmeWorld.sessions()
  assert.equal(await reasonOf(here.finish(acme, walked)), 'transaction')
  const again = await here.walk(acme)
  const both = await Promise.all([reasonOf(here.finish(acme, again)), reasonOf(here.finish(acme, again))])
  assert.deepEqual(both.toSorted(), ['accepted', 'transaction'])
  assert.equal(await acmeWorld.sessions(), begun + 1)
})
