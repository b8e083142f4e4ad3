// What the operator requires of a tenant: its own admin neither lifts it, nor meets it by the word of a provider of theirs.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { operatorScope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import type { OpenIdProvider } from '#testing/openid-provider.ts'
import { listSignOn, setSignInPolicy, updateProvider } from './index.ts'
import { ADA, openAcmeWorld, type AcmeWorld } from './testing/acme-world.ts'
import type { SignOnWorld, TestTenancy } from './testing/sign-on-world.ts'

let acmeWorld: AcmeWorld
let here: SignOnWorld
let idp: OpenIdProvider
let acme: string
let tenancy: TestTenancy
let admin: RequestContext

before(async () => {
  acmeWorld = await openAcmeWorld()
  ;({ here, idp, acme, tenancy } = acmeWorld)
  admin = acmeWorld.world.member(tenancy.tenant, 'tenant_admin', newId(), true)
})
after(async () => await acmeWorld.close())
beforeEach(() => {
  idp.person = ADA
  idp.tamper = null
})

const operator = () => here.console(tenancy.tenant)
const set = async (ctx: RequestContext, policy: Parameters<typeof setSignInPolicy>[1]) =>
  await setSignInPolicy(ctx, policy, here.own)
const seenBy = async (ctx: RequestContext) => (await listSignOn(ctx, here.own)).policy

test('a tenant does not lift what was required of it from above, and reads who requires it', async () => {
  await set(operator(), { requireFactor: true })
  assert.deepEqual(await set(admin, { requireFactor: false, signOnOnly: false }), {
    requireFactor: false,
    signOnOnly: false,
    fromAbove: { requireFactor: true, signOnOnly: false },
    requiredBy: { requireFactor: 'operator', signOnOnly: null },
    asked: { requireFactor: false, signOnOnly: false },
    actsFrom: null,
  })
  const session = await here.as(await here.signOn(acme))
  assert.equal(session.grantOf('incident:read'), 'step_up', 'it is still asked for')
  const ofPlatform = { ...admin, heldFrom: () => tenancy.platform }
  assert.equal((await set(ofPlatform, { requireFactor: false })).fromAbove.requireFactor, true)

  assert.equal((await seenBy(operator())).requireFactor, true, 'it is the operator’s to lift')
  await set(admin, { requireFactor: true })
  const seen = await seenBy(operator())
  assert.deepEqual(
    [seen.asked.requireFactor, seen.requiredBy.requireFactor, seen.actsFrom],
    [true, 'operator', 'operator'],
  )
  await set(operator(), { requireFactor: false })
  const lifted = await seenBy(admin)
  assert.deepEqual([lifted.requireFactor, lifted.fromAbove.requireFactor], [true, false], 'its own stays')
  // What the tenant ticked for itself the operator can require from then on, or stop; a second no stops nothing.
  assert.equal((await set(operator(), { requireFactor: true })).requiredBy.requireFactor, 'operator')
  await set(operator(), { requireFactor: false })
  assert.equal((await set(operator(), { requireFactor: false })).asked.requireFactor, true)
  const stop = { stopAsking: ['requireFactor' as const] }
  assert.equal((await set(operator(), stop)).asked.requireFactor, false)
})

test('of several who require it the widest is named', async () => {
  const platform = here.console(tenancy.platform)
  const platformAdmin = { ...platform, actor: admin.actor, heldFrom: () => tenancy.platform }
  await set(platformAdmin, { requireFactor: true })
  await set(operator(), { requireFactor: true })
  assert.equal((await seenBy(admin)).requiredBy.requireFactor, 'operator')
  await set(operator(), { requireFactor: false })
  assert.equal((await seenBy(admin)).requiredBy.requireFactor, 'platform')
  await set(platformAdmin, { requireFactor: false })
})

test('what the tenant asks for itself it lifts itself', async () => {
  assert.equal((await set(admin, { requireFactor: true })).requireFactor, true)
  const lifted = await set(admin, { requireFactor: false })
  assert.deepEqual([lifted.requireFactor, lifted.requiredBy.requireFactor], [false, null])
})

test('a second factor that only the tenant believes meets its own requirement, not one from above', async () => {
  idp.tamper = (good) => ({ claims: { ...good, amr: ['pwd', 'mfa'] } })
  const grant = async () => (await here.as(await here.signOn(acme))).grantOf('incident:read')
  const trust = async (ctx: RequestContext) => {
    const settings = { issuer: idp.issuer, clientId: idp.clientId, trustsFactor: true }
    return await updateProvider(ctx, { providerId: acme, settings }, here.own)
  }
  await trust(admin)
  await set(admin, { requireFactor: true })
  assert.equal(await grant(), 'yes', 'of its own')
  await set(operator(), { requireFactor: true })
  assert.equal(await grant(), 'step_up', 'of the operator, for this tenant')
  await set(operator(), { requireFactor: false })
  await set(here.console(operatorScope), { requireFactor: true })
  assert.equal(await grant(), 'step_up', 'of the operator, for everybody')
  await trust(operator())
  assert.equal(await grant(), 'yes', 'the operator believes it, too')
  await trust(admin)
  assert.equal(await grant(), 'step_up', 'whoever writes the settings anew answers for them')
})
