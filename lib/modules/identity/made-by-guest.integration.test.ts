// Whoever holds a role until a moment does not say for good who comes in: their settings of a provider wait for somebody who stays.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operatorScope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createProvider, findSignOn, listSignOn, setSignInPolicy, updateProvider } from './index.ts'
import { ADA, openAcmeWorld, reasonOf, type AcmeWorld } from './testing/acme-world.ts'

const DAY_MS = 86_400_000
const STAFF = [{ group: 'staff', role: 'tenant_viewer' as const }]

let acmeWorld: AcmeWorld
let guest: RequestContext
let end: Date

before(async () => {
  acmeWorld = await openAcmeWorld()
  const { here, tenancy, world } = acmeWorld
  const memberId = await acmeWorld.insertMember('guest@elsewhere.test', 'tenant_viewer', tenancy.tenant)
  end = new Date(here.clock.now().getTime() + DAY_MS)
  const { platformId, tenantId } = tenancy.tenant
  const data = { memberId, role: 'tenant_admin', platformId, tenantId, expiresAt: end }
  await world.database.withScope(
    operatorScope,
    async (tx) => await tx.roleBinding.create({ data, select: { id: true } }),
  )
  guest = {
    ...world.member(tenancy.tenant, 'tenant_admin', memberId, true),
    clock: here.clock,
    stepUpUntil: new Date('2099-01-01'),
  }
})
after(async () => await acmeWorld.close())

test('settings of theirs let nobody in, now and when their role is over, until somebody whose role lasts saves them', async () => {
  const { here, acme, tenancy, idp } = acmeWorld
  const console = here.console(tenancy.tenant)
  const settings = { issuer: idp.issuer, clientId: idp.clientId }
  const change = async (ctx: RequestContext, given: Partial<Parameters<typeof updateProvider>[1]>) =>
    await updateProvider(ctx, { providerId: acme, ...given }, here.own)
  const waits = async () => (await listSignOn(console, here.own)).providers[0]?.makerUntil
  const comesIn = async () => await reasonOf(here.signOn(acme))
  idp.person = ADA
  assert.equal(await comesIn(), 'accepted')
  await change(console, { mapping: [] })
  await change(guest, { settings, name: 'Acme', state: 'active' })
  assert.equal(await waits(), null, 'the same settings once more are nobody else’s')

  await change(guest, { settings: { ...settings, trustsEmail: true } })
  await change(console, { mapping: STAFF, name: 'Acme ID' })
  assert.equal(await waits(), end.toISOString(), 'a mapping by somebody who stays says nothing of the issuer')
  assert.equal(await comesIn(), 'unconfirmed')
  const { providers } = await findSignOn(here.visitor(), { email: ADA.email }, here.own)
  assert.deepEqual(providers, [], 'nobody is sent there')
  await assert.rejects(setSignInPolicy(console, { signOnOnly: true }, here.own), {
    code: 'precondition_failed',
  })

  here.clock.set(new Date(end.getTime() + DAY_MS))
  assert.equal(await comesIn(), 'unconfirmed')
  const confirmed = await change(console, { settings: { ...settings, trustsEmail: true } })
  assert.equal(confirmed.makerUntil, null)
  assert.equal(await comesIn(), 'accepted')
})

test('a provider that they add waits, too; one that somebody adds who stays does not', async () => {
  const { here, tenancy, idp } = acmeWorld
  const add = async (ctx: RequestContext, name: string) =>
    await createProvider(
      ctx,
      { kind: 'oidc', name, settings: { issuer: idp.issuer, clientId: idp.clientId } },
      here.own,
    )
  assert.equal((await add(guest, 'of the guest')).makerUntil, end.toISOString())
  assert.equal((await add(here.console(tenancy.tenant), 'of the house')).makerUntil, null)
})
