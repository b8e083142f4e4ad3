// A provisioning token is used like every other credential: noted once a minute, and stored anew under a new secret.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openScimWorld, type ScimWorld } from '#testing/scim-world.ts'
import { TEST_SECRET } from '#testing/template.ts'
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
