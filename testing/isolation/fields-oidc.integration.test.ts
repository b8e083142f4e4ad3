// Bad input in what an OpenID provider sends a browser back with, in sign-ons that are on their way at a real provider: beside
// the state that is known, everything else is refused in words, and nobody is signed in.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ADA, openAcmeWorld, reasonOf, type AcmeWorld } from '#lib/modules/identity/testing/acme-world.ts'
import { HOSTILE_TEXT } from './hostile-fields.ts'

let acme: AcmeWorld
before(async () => {
  acme = await openAcmeWorld()
  acme.idp.person = ADA
})
after(async () => await acme.close())

const VALUES: readonly string[] = ['', ...HOSTILE_TEXT.map(({ value }) => String(value))]

/** Sends something else than what a provider said; undefined leaves it out. */
async function finishWith(field: string, value: string | undefined): Promise<string> {
  const walked = await acme.here.walk(acme.acme)
  const search = new URLSearchParams(walked.search)
  if (value === undefined) search.delete(field)
  else search.set(field, value)
  return await reasonOf(acme.here.finish(acme.acme, walked, `?${search.toString()}`))
}

test('the answer as it came lets Ada in', async () => {
  assert.equal(await finishWith('nobody_knows', undefined), 'accepted')
})

test('a code, an issuer, a state or an error that is none lets nobody in', async (t) => {
  const sessions = await acme.sessions()
  let tried = 0
  for (const field of ['code', 'state', 'iss', 'error']) {
    for (const value of field === 'iss' ? VALUES : [undefined, ...VALUES]) {
      // Without an error, and with an empty one, the answer is the one that came.
      if (field === 'error' && (value ?? '') === '') continue
      tried += 1
      assert.match(
        await finishWith(field, value),
        /^(?:transaction|answer|denied|unreachable)$/,
        `${field}: ${(value ?? 'none').slice(0, 40)}`,
      )
    }
  }
  assert.equal(await acme.sessions(), sessions)
  assert.ok(tried >= 27, `${tried}`)
  t.diagnostic(`OpenID Connect: ${tried} answers refused in words, 0 sessions`)
})
