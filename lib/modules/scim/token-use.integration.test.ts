// A provisioning token is used like every other credential: noted once a minute, and stored anew under a new secret.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openScimWorld, type ScimWorld } from '#testing/scim-world.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { findEndedCredential } from '#lib/infra/auth/ended-credential.ts'
import { lookupScimToken } from '#lib/infra/auth/scim-token.ts'
import { createRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createScimToken, rotateScimToken } from './index.ts'

let at: ScimWorld
before(async () => {
  at = await openScimWorld()
})
after(async () => await at.world.close())

/** A process with these secrets, on the same database and clock. */
const processWith = (secret: string, secondSecret?: string): Runtime => {
  const { database, log, publicUrl, clock } = at.runtime
  return createRuntime({ secret, secondSecret, database, log, publicUrl, clock })
}

const lastUse = async (id: string): Promise<string | undefined> =>
  await at.world.database.withScope(at.acme.scope, async (tx) =>
    (await tx.scimToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.toISOString(),
  )

test('its use is noted once a minute, that of the one before a rotation too', async () => {
  const console = at.world.console(at.acme.scope, at.clock)
  const made = await createScimToken(console, { name: 'noted' }, at.runtime)
  const { id } = made.token
  const rotated = await rotateScimToken(console, { scimTokenId: id }, at.runtime)
  for (const credential of [made.credential, rotated.credential]) {
    at.clock.advance(60_000)
    const first = at.clock.now().toISOString()
    assert.equal((await lookupScimToken(at.runtime, credential))?.id, id)
    assert.equal(await lastUse(id), first)
    at.clock.advance(59_000)
    assert.equal((await lookupScimToken(at.runtime, credential))?.name, 'noted')
    assert.equal(await lastUse(id), first)
  }
})

test('used while the secret is being replaced, it goes on with the new secret alone', async () => {
  const replaced = 'a new secret of more than thirty-two characters'
  const made = await createScimToken(at.world.console(at.acme.scope, at.clock), { name: 'kept' }, at.runtime)
  const idOf = async (own: Runtime) => (await lookupScimToken(own, made.credential))?.id
  assert.equal(await idOf(processWith(replaced)), undefined)
  assert.equal(await idOf(processWith(replaced, TEST_SECRET)), made.token.id)
  assert.equal(await idOf(processWith(replaced)), made.token.id, 'it was hashed anew')
  assert.equal(await idOf(processWith(TEST_SECRET)), undefined)
})

test('a token ends at the moment that was named, after a rotation too', async () => {
  const console = at.world.console(at.acme.scope, at.clock)
  const moment = (days: number): string =>
    new Date(at.clock.now().getTime() + days * 86_400_000).toISOString()
  for (const [expiresAt, words] of [
    [moment(0), /^expiresAt: choose a moment in the future/],
    [moment(366), /^expiresAt: choose a moment within 365 days, or none/],
    ['never', /^expiresAt: a UTC time/],
  ] as const)
    await assert.rejects(createScimToken(console, { name: 'bad', expiresAt }, at.runtime), {
      code: 'invalid_input',
      message: words,
    })
  assert.equal((await createScimToken(console, { name: 'endless' }, at.runtime)).token.expiresAt, null)
  const expiresAt = moment(0.5)
  const made = await createScimToken(console, { name: 'passing', expiresAt }, at.runtime)
  const scimTokenId = made.token.id
  const rotated = await rotateScimToken(console, { scimTokenId }, at.runtime)
  assert.equal(rotated.token.expiresAt, expiresAt)
  for (const { credential } of [made, rotated])
    assert.equal((await lookupScimToken(at.runtime, credential))?.id, scimTokenId)
  at.clock.set(new Date(expiresAt))
  for (const { credential } of [made, rotated]) {
    assert.equal(await lookupScimToken(at.runtime, credential), null)
    assert.equal((await findEndedCredential(at.runtime, credential))?.why, 'expired')
  }
  await assert.rejects(rotateScimToken(console, { scimTokenId }, at.runtime), {
    code: 'precondition_failed',
    message: /has ended/,
  })
})
