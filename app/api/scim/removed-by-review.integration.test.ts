// A role that a review took does not come back by the group that gave it, of the provisioning or of a sign-on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as user from './v2/Users/[id]/route.ts'
import * as users from './v2/Users/route.ts'
import * as groups from './v2/Groups/route.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { bindRole, removeBinding } from '#lib/modules/access/index.ts'
import { updateProvider } from '#lib/modules/identity/index.ts'
import { ADA, openAcmeWorld, reasonOf, type AcmeWorld } from '#lib/modules/identity/testing/acme-world.ts'
import { mapScimGroup } from '#lib/modules/scim/index.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import { idOf, openScimWorld, scimAsker, type ScimWorld } from '#testing/scim-world.ts'
import type { TestWorld } from '#testing/contexts.ts'
import type { Scope } from '#lib/core/scope.ts'
import { removeReviewed } from '#lib/modules/reviews/index.ts'

let scim: ScimWorld
let acmeWorld: AcmeWorld
before(async () => {
  scim = await openScimWorld()
  acmeWorld = await openAcmeWorld()
})
after(async () => {
  await scim.world.close()
  await acmeWorld.close()
})

/** A tenant admin who reviews, at a moment of the world's clock. */
async function reviewer(world: TestWorld, scope: Scope, clock: RequestContext['clock']) {
  const { memberId } = await addMember(world, scope, 'tenant_admin', 'Rea Reviewer')
  return {
    ...world.member(scope, 'tenant_admin', memberId, true),
    clock,
    stepUpUntil: new Date('2099-01-01'),
  }
}

const rolesOf = async (world: TestWorld, scope: Scope, memberId: string) =>
  await world.database.withScope(
    scope,
    async (tx) => await tx.roleBinding.findMany({ where: { memberId }, select: { id: true, role: true } }),
  )

/** Gives a role by hand to somebody who holds none; no page can. */
const bindOther = async (memberId: string): Promise<string> => {
  const { platformId, tenantId } = scim.acme.scope
  const data = { memberId, role: 'tenant_viewer', platformId, tenantId }
  return await scim.world.database.withScope(
    scim.acme.scope,
    async (tx) => (await tx.roleBinding.create({ data, select: { id: true } })).id,
  )
}

test('the provisioning gives a role back only by a new word: by hand, or of what the group gives', async () => {
  const ask = scimAsker(() => scim.acme)
  const { scope } = scim.acme
  const console = scim.world.console(scope, scim.clock)
  const userId = idOf(await ask('POST', users.POST, { body: { userName: 'ria@acme.test' } }))
  const members = [{ value: userId }]
  const scimGroupId = idOf(await ask('POST', groups.POST, { body: { displayName: 'Admins', members } }))
  const map = async (role: 'tenant_admin' | null) => await mapScimGroup(console, { scimGroupId, role })
  await map('tenant_admin')
  const { memberId } = await scim.world.database.withScope(
    scope,
    async (tx) => await tx.scimUser.findUniqueOrThrow({ where: { id: userId }, select: { memberId: true } }),
  )
  const roles = async () => await rolesOf(scim.world, scope, memberId)
  const [given] = await roles()
  assert.equal(given?.role, 'tenant_admin')
  scim.clock.advance(1000)
  const by = await reviewer(scim.world, scope, scim.clock)
  const review = async (bindingId: string) =>
    await removeReviewed(by, { bindingId, reason: 'left the team of admins' })
  await review(given.id)

  const Operations = [{ op: 'replace', path: 'displayName', value: 'Ria' }]
  const synced = async () => {
    scim.clock.advance(1000)
    assert.equal((await ask('PATCH', user.PATCH, { id: userId, body: { Operations } })).status, 200)
    return (await roles()).map(({ role }) => role)
  }
  assert.deepEqual(await synced(), [], 'the next change of the user brings nothing back')
  await map('tenant_admin')
  assert.deepEqual(await synced(), [], 'nor the same mapping once more')

  // Whom the scope sees it gives roles by hand: they hold another one.
  const other = await bindOther(memberId)
  const expiresAt = new Date(scim.clock.now().getTime() + 86_400_000).toISOString()
  const byHand = await bindRole(console, { memberId, role: 'tenant_admin', expiresAt }, scim.runtime)
  await removeBinding(console, { bindingId: other })
  assert.deepEqual(
    await synced(),
    ['tenant_admin', 'tenant_admin'],
    'given by hand, and so by the group again',
  )
  for (const { id } of await roles()) if (id !== byHand.id) await review(id)
  await removeBinding(console, { bindingId: byHand.id })
  assert.deepEqual(await synced(), [])
  scim.clock.advance(1000)
  await map(null)
  await map('tenant_admin')
  assert.deepEqual(await synced(), ['tenant_admin'], 'somebody said anew what the group gives')
})

test('a sign-on gives it back only by a line of its own that was said after the review, of whatever else the list says', async () => {
  const { here, acme, tenancy, idp, world } = acmeWorld
  const staff = { group: 'staff', role: 'tenant_viewer' as const }
  const admins = { group: 'admins', role: 'tenant_admin' as const }
  const set = async (mapping: readonly (typeof staff | typeof admins)[], defaultRole?: 'tenant_viewer') => {
    here.clock.advance(1000)
    const change = {
      providerId: acme,
      mapping: [...mapping],
      ...(defaultRole === undefined ? {} : { defaultRole }),
    }
    await updateProvider(here.console(tenancy.tenant), change, here.own)
  }
  idp.person = ADA
  await here.signOn(acme)
  const memberId = await acmeWorld.memberId(ADA.email)
  const [given] = await rolesOf(world, tenancy.tenant, memberId)
  here.clock.advance(1000)
  const by = await reviewer(world, tenancy.tenant, here.clock)
  await removeReviewed(by, { bindingId: given?.id ?? '', reason: 'is no member of staff' })
  const isLeft = async (why: string) =>
    assert.equal(await reasonOf(here.signOn(acme)), 'groups', `nothing is left that lets them in: ${why}`)
  await isLeft('the review took it')
  await set([staff, admins])
  await isLeft('the same list is no new word')
  await set([admins, staff])
  await isLeft('nor is another order of it')
  await set([staff])
  await set([staff, { ...admins, group: 'chiefs' }], 'tenant_viewer')
  await isLeft('nor are lines about others, and a role for whoever is in no group')
  await set([admins])
  await set([admins, staff])
  assert.equal(await reasonOf(here.signOn(acme)), 'accepted', 'somebody said anew what staff gives')
})
