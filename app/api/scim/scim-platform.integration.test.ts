// The provider of a platform: whom it switches off holds nothing in the tenants of the platform either, and no link opens.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createScimToken } from '#lib/modules/scim/index.ts'
import { createPlatform } from '#lib/modules/tenancy/index.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import { idOf, openScimWorld, scimAsker, type ScimWorld } from '#testing/scim-world.ts'
import * as user from './v2/Users/[id]/route.ts'
import * as users from './v2/Users/route.ts'

let here: ScimWorld
let credential: string
let elsewhere: string
before(async () => {
  here = await openScimWorld()
  const { platformId } = here.acme.scope
  const platform: Scope = { kind: 'platform', platformId }
  const at = here.clock.now()
  await here.world.database.withScope(operatorScope, async (tx) => {
    const proved = { domain: 'example.test', token: 'of the platform', createdAt: at, verifiedAt: at }
    await tx.emailDomain.createMany({ data: [{ platformId, ...proved }] })
  })
  const made = await createScimToken(
    here.world.console(platform, here.clock),
    { name: 'Platform' },
    here.runtime,
  )
  credential = made.credential
  elsewhere = (await createPlatform(here.world.console(operatorScope), { name: 'Elsewhere' })).id
})
after(async () => {
  await here.world.close()
})
const ask = scimAsker(() => ({ ...here.acme, credential }))

/** Gives a member a role in a tenant, a key and an open invitation there, one on another platform, and a link by mail. */
async function give(memberId: string, email: string): Promise<void> {
  const { platformId, tenantId } = here.acme.scope
  const owner = { platformId, tenantId }
  const now = here.clock.now()
  const expiresAt = new Date(now.getTime() + 900_000)
  const random = () => crypto.getRandomValues(new Uint8Array(32))
  await here.world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.createMany({
      data: [
        { memberId, role: 'tenant_admin', ...owner },
        { memberId, role: 'viewer', platformId: elsewhere },
      ],
    })
    await tx.apiKey.createMany({
      data: [{ name: 'k', hint: 'k', permissions: ['incident:read'], hash: random(), memberId, ...owner }],
    })
    const invited = {
      email,
      name: 'x',
      role: 'tenant_viewer',
      invitedBy: memberId,
      createdAt: now,
      expiresAt,
    }
    await tx.invitation.createMany({ data: [{ ...invited, tokenHash: random(), ...owner }] })
  })
  await here.world.database.asAuth(async (tx) => {
    const link = { id: newId(), memberId, purpose: 'sign-in', tokenHash: random(), browser: random() }
    await tx.signInLink.createMany({ data: [{ ...link, createdAt: now, expiresAt }] })
  })
}

/** What is left open of it. */
async function left(memberId: string) {
  const now = here.clock.now()
  const open = await here.world.database.withScope(operatorScope, async (tx) => ({
    roles: (await tx.roleBinding.findMany({ where: { memberId } })).map((row) => row.platformId),
    keys: await tx.apiKey.count({ where: { memberId, revokedAt: null } }),
    invitations: await tx.invitation.count({ where: { invitedBy: memberId, revokedAt: null } }),
  }))
  const links = await here.world.database.asAuth(
    async (tx) => await tx.signInLink.count({ where: { memberId, expiresAt: { gt: now } } }),
  )
  return { ...open, links }
}

const ENDS = {
  async PATCH(id: string) {
    const Operations = [{ op: 'replace', path: 'active', value: false }]
    return await ask('PATCH', user.PATCH, { id, body: { Operations } })
  },
  DELETE: async (id: string) => await ask('DELETE', user.DELETE, { id }),
} as const

/** Makes a user who has everything, ends them in one of the ways, and looks at what is left. */
async function endsEverything(end: keyof typeof ENDS): Promise<void> {
  const platform = { kind: 'platform', platformId: here.acme.scope.platformId } as const
  const { memberId } = await addMember(here.world, platform, 'viewer', 'Petra')
  const email = `${memberId}@example.test`
  const id = idOf(await ask('POST', users.POST, { body: { userName: email } }))
  await give(memberId, email)
  const had = await left(memberId)
  assert.deepEqual([had.roles.length, had.keys, had.invitations, had.links], [3, 1, 1, 1])
  const { status, body } = await ENDS[end](id)
  assert.ok(status === 200 || status === 204, JSON.stringify(body))
  assert.deepEqual(await left(memberId), { roles: [elsewhere], keys: 0, invitations: 0, links: 0 })
}

test('a PATCH by the provider of a platform ends what its tenants gave, and the links that wait', async () => {
  await endsEverything('PATCH')
})

test('a DELETE by the provider of a platform does so, too', async () => {
  await endsEverything('DELETE')
})
