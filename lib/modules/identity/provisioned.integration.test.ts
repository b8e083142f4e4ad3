// Groups of the provisioning beside groups of a sign-on: each gives and takes its own, and `active: false` ends everything.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#lib/infra/db/index.ts'
import { ADA, openAcmeWorld, reasonOf, type AcmeWorld } from './testing/acme-world.ts'

let acme: AcmeWorld
let memberId = ''
before(async () => {
  acme = await openAcmeWorld()
  acme.idp.person = { ...ADA, groups: ['staff'] }
  await acme.here.signOn(acme.acme)
  memberId = await acme.memberId(ADA.email)
})
after(async () => await acme.close())

const owner = () => {
  const { platformId, tenantId } = acme.tenancy.tenant
  return { platformId, tenantId }
}
const held = async (): Promise<string[]> =>
  await acme.world.database.withScope(acme.tenancy.tenant, async (tx) =>
    (await tx.roleBinding.findMany({ where: { memberId } }))
      .map(({ role, scimGroupId }) => `${role} ${scimGroupId === null ? 'by sign-on' : 'by SCIM'}`)
      .toSorted(),
  )

test('a sign-on without the group takes its own role, and leaves the one of the provisioning', async () => {
  await acme.world.database.withScope(
    acme.tenancy.tenant,
    async (tx) =>
      await tx.roleBinding.create({
        data: { memberId, role: 'tenant_viewer', scimGroupId: newId(), ...owner() },
        select: { id: true },
      }),
  )
  assert.deepEqual(await held(), ['tenant_viewer by SCIM', 'tenant_viewer by sign-on'])
  acme.idp.person = { ...ADA, groups: ['others'] }
  await acme.here.signOn(acme.acme)
  assert.deepEqual(await held(), ['tenant_viewer by SCIM'])
  acme.idp.person = { ...ADA, groups: ['staff'] }
  await acme.here.signOn(acme.acme)
  assert.deepEqual(await held(), ['tenant_viewer by SCIM', 'tenant_viewer by sign-on'])
})

test('whom the provisioning switched off no group lets in again; switched on, they come in', async () => {
  const user = {
    ...owner(),
    memberId,
    userName: ADA.email,
    userNameKey: ADA.email,
    email: ADA.email,
    displayName: ADA.name,
    createdAt: acme.here.clock.now(),
    updatedAt: acme.here.clock.now(),
  }
  const switchTo = async (active: boolean): Promise<void> => {
    await acme.world.database.withScope(acme.tenancy.tenant, async (tx) => {
      await tx.roleBinding.deleteMany({ where: { memberId } })
      await tx.scimUser.deleteMany({ where: { memberId } })
      await tx.scimUser.create({ data: { ...user, active }, select: { id: true } })
    })
  }
  await switchTo(false)
  assert.equal(await reasonOf(acme.here.signOn(acme.acme)), 'disabled')
  assert.deepEqual(await held(), [])
  await switchTo(true)
  assert.equal(await reasonOf(acme.here.signOn(acme.acme)), 'accepted')
  assert.deepEqual(await held(), ['tenant_viewer by sign-on'])
})
