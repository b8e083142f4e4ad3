// Who comes in by a provider, as whom, with which roles, and what their session opens.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { signIn } from '#lib/modules/access/index.ts'
import { updateTenant } from '#lib/modules/tenancy/index.ts'
import type { TestWorld } from '#testing/contexts.ts'
import type { OpenIdProvider } from '#testing/openid-provider.ts'
import { checkProvider, findSignOn, removeProvider, setSignInPolicy, updateProvider } from './index.ts'
import { ADA, openAcmeWorld, PASSWORD, reasonOf, type AcmeWorld } from './testing/acme-world.ts'
import type { SignOnWorld, TestTenancy } from './testing/sign-on-world.ts'

let acmeWorld: AcmeWorld
let here: SignOnWorld
let idp: OpenIdProvider
let acme: string
let world: TestWorld
let tenancy: TestTenancy

before(async () => {
  acmeWorld = await openAcmeWorld()
  ;({ here, idp, acme, world, tenancy } = acmeWorld)
})
after(async () => await acmeWorld.close())
beforeEach(() => {
  idp.person = ADA
  idp.tamper = null
})

const rolesOf = async (memberId: string, scope: Scope): Promise<string[]> =>
  await world.database.withScope(scope, async (tx) => {
    const rows = await tx.roleBinding.findMany({ where: { memberId }, select: { role: true } })
    return rows.map(({ role }) => role).toSorted()
  })
const audited = async (scope: Scope) =>
  await world.database.withScope(scope, async (tx) => {
    const entries = await tx.auditEntry.findMany({
      where: { chain: formatScopeParam(scope) },
      orderBy: { seq: 'desc' },
      take: 5,
    })
    return entries.map(({ action }) => action)
  })
test('the provider is found wanting or good by the words of the check', async () => {
  const found = await checkProvider(here.console(tenancy.tenant), { providerId: acme }, here.own)
  assert.deepEqual([found.isUsable, found.findings.length], [true, 5], JSON.stringify(found))
})

test('a new person gets an account, the roles of the groups, and a session of the tenant', async () => {
  const sid = await here.signOn(acme)
  const id = await acmeWorld.memberId(ADA.email)
  assert.deepEqual(await rolesOf(id, tenancy.tenant), ['tenant_viewer'])
  const ctx = await here.as(sid)
  assert.deepEqual(ctx.scope, tenancy.tenant)
  assert.equal(ctx.grantOf('incident:read'), 'yes', 'no second factor is asked for where no policy wants one')
  assert.ok((await audited(tenancy.tenant)).includes('sign-on.accept'))
  assert.ok((await audited(operatorScope)).includes('session.begin'))
})

test('an address of Entra ID, which says nothing of it, counts once the admin trusts the provider, within the domains', async () => {
  const settings = { issuer: idp.issuer, clientId: idp.clientId }
  const trust = async (trustsEmail: boolean) =>
    await updateProvider(
      here.console(tenancy.tenant),
      { providerId: acme, settings: { ...settings, trustsEmail } },
      here.own,
    )
  idp.person = { sub: 'entra-1', email: 'lin@acme.example', name: 'Lin', groups: ['staff'] }
  assert.equal(await reasonOf(here.signOn(acme)), 'email')
  await trust(true)
  assert.equal(await reasonOf(here.signOn(acme)), 'accepted')
  idp.person = { ...idp.person, sub: 'entra-2', email: 'lin@globex.example' }
  assert.equal(await reasonOf(here.signOn(acme)), 'domain')
  await trust(false)
  idp.person = { ...idp.person, sub: 'entra-3', email: 'may@acme.example', xms_edov: '1' }
  assert.equal(await reasonOf(here.signOn(acme)), 'accepted')
})

test('groups give and take on every sign-on; what people gave stays', async () => {
  const id = await acmeWorld.memberId(ADA.email)
  await world.database.withScope(
    tenancy.platform,
    async (tx) =>
      await tx.roleBinding.create({
        data: { memberId: id, role: 'viewer', platformId: tenancy.platform.platformId },
      }),
  )
  idp.person = { ...ADA, groups: ['admins', 'others'] }
  const sid = await here.signOn(acme)
  assert.deepEqual(await rolesOf(id, tenancy.tenant), ['tenant_admin'])
  assert.deepEqual(await rolesOf(id, tenancy.platform), ['tenant_admin', 'viewer'])
  // The session rests on the tenant's provider: it opens neither the platform nor the account itself.
  const ctx = await here.as(sid)
  assert.deepEqual(ctx.scope, tenancy.tenant)
  for (const one of ['factor:write', 'profile:write', 'channel:write'] as const)
    assert.equal(ctx.grantOf(one), null)
  await assert.rejects(here.as(sid, tenancy.platform), { code: 'not_found' })
  await world.database.withScope(
    tenancy.platform,
    async (tx) => await tx.roleBinding.deleteMany({ where: { memberId: id, role: 'viewer' } }),
  )
})

test('whoever left every group loses the roles at once, open sessions included', async () => {
  const sid = await here.signOn(acme)
  idp.person = { ...ADA, groups: ['others'] }
  assert.equal(await reasonOf(here.signOn(acme)), 'groups')
  const [event] = await world.database.withScope(
    tenancy.tenant,
    async (tx) => await tx.securityEvent.findMany({ select: { kind: true, details: true } }),
  )
  assert.deepEqual(event, {
    kind: 'provider.refused',
    details: { provider: 'Acme ID', reason: 'groups', detail: null },
  })
  assert.deepEqual(await rolesOf(await acmeWorld.memberId(ADA.email), tenancy.tenant), [])
  await assert.rejects(here.as(sid), { code: 'not_found' })
})

test('the subject is the person: another address is the same member, the same address is not', async () => {
  await here.signOn(acme)
  const id = await acmeWorld.memberId(ADA.email)
  idp.person = { ...ADA, email: 'countess@acme.example' }
  const { member } = await here.signOn(acme).then(async (sid) => ({
    member: (await here.as(sid)).actor,
  }))
  assert.ok(member.kind === 'member' && member.id === id)
  await assert.rejects(acmeWorld.memberId('countess@acme.example'))
})

test('an existing member is linked only where they belong', async () => {
  const elsewhere = await acmeWorld.insertMember('globe@acme.example', 'tenant_viewer', tenancy.otherTenant)
  idp.person = { ...ADA, sub: 'globe', email: 'globe@acme.example' }
  assert.equal(await reasonOf(here.signOn(acme)), 'elsewhere')
  assert.deepEqual(await rolesOf(elsewhere, tenancy.tenant), [])
  const belongs = await acmeWorld.insertMember('bob@acme.example', 'tenant_viewer', tenancy.tenant)
  idp.person = { ...ADA, sub: 'bob', email: 'bob@acme.example', groups: [] }
  await here.signOn(acme)
  assert.deepEqual(await rolesOf(belongs, tenancy.tenant), ['tenant_viewer'])
})

test('a paused or removed provider lets nobody in and ends what rests on its word', async () => {
  const sid = await here.signOn(acme)
  const walked = await here.walk(acme)
  const console = here.console(tenancy.tenant)
  await updateProvider(console, { providerId: acme, state: 'paused' }, here.own)
  assert.equal(await reasonOf(here.finish(acme, walked)), 'provider')
  await assert.rejects(here.as(sid), { code: 'unauthenticated' })
  await updateProvider(console, { providerId: acme, state: 'active' }, here.own)
  await here.as(sid)
})

test('addresses lead to the providers of their domain, whether there is such a member or not', async () => {
  const find = async (email: string) =>
    (await findSignOn(here.visitor(), { email }, here.own)).providers.map(({ id }) => id)
  assert.deepEqual(await find(ADA.email), [acme])
  assert.deepEqual(await find('nobody-at-all@acme.example'), [acme])
  assert.deepEqual(await find('ada@example.org'), [])
})

test('a domain belongs to one scope', async () => {
  await assert.rejects(here.verifiedDomain(tenancy.otherTenant, 'acme.example'), { code: 'conflict' })
})

test('sign-on only: members of the tenant come by the provider, open sessions of other ways lose it', async () => {
  await acmeWorld.insertMember('carl@acme.example', 'tenant_viewer', tenancy.tenant)
  const attempt = async () =>
    await signIn(here.visitor(), { email: 'carl@acme.example', password: PASSWORD }, here.own)
  const result = await attempt()
  assert.ok(result.ok)
  await here.as(result.sid, tenancy.tenant)
  await setSignInPolicy(here.console(tenancy.tenant), { requireFactor: false, signOnOnly: true }, here.own)
  await assert.rejects(here.as(result.sid, tenancy.tenant), { code: 'not_found' })
  await assert.rejects(attempt(), { name: 'SignOnOnlyError', message: /continue with Acme ID/ })
  await here.as(await here.signOn(acme), tenancy.tenant)
  await assert.rejects(
    setSignInPolicy(here.console(tenancy.otherTenant), { requireFactor: false, signOnOnly: true }, here.own),
    { code: 'precondition_failed' },
  )
  await setSignInPolicy(here.console(tenancy.tenant), { requireFactor: false, signOnOnly: false }, here.own)
})

test('a required second factor is shown at a believed provider, or here', async () => {
  const console = here.console(tenancy.tenant)
  await setSignInPolicy(console, { requireFactor: true, signOnOnly: false }, here.own)
  const without = await here.as(await here.signOn(acme))
  assert.deepEqual(
    [without.grantOf('incident:read'), without.grantOf('profile:read-own'), without.grantOf('factor:write')],
    ['step_up', 'yes', 'yes'],
  )
  idp.tamper = (good) => ({ claims: { ...good, amr: ['pwd', 'mfa'] } })
  assert.equal(
    (await here.as(await here.signOn(acme))).grantOf('incident:read'),
    'step_up',
    'not believed yet',
  )
  const settings = { issuer: idp.issuer, clientId: idp.clientId, trustsFactor: true }
  await updateProvider(console, { providerId: acme, settings }, here.own)
  assert.equal((await here.as(await here.signOn(acme))).grantOf('incident:read'), 'yes')
  await setSignInPolicy(console, { requireFactor: false, signOnOnly: false }, here.own)
})

test('a suspended tenant lets nobody in: no member, no session, before and after the way to its provider', async () => {
  const walked = await here.walk(acme)
  const begun = await acmeWorld.sessions()
  idp.person = { ...ADA, sub: 'late', email: 'late@acme.example' }
  const late = await here.walk(acme)
  const { tenantId } = tenancy.tenant
  const reason = 'Bills are open since October.'
  await updateTenant(here.console(operatorScope), { tenantId, state: 'suspended', reason })
  assert.equal(await reasonOf(here.finish(acme, walked)), 'suspended')
  assert.equal(await reasonOf(here.finish(acme, late)), 'suspended')
  assert.equal(await reasonOf(here.walk(acme)), 'suspended')
  assert.equal(await acmeWorld.sessions(), begun)
  await assert.rejects(acmeWorld.memberId('late@acme.example'))
  const refused = await world.database.withScope(
    tenancy.tenant,
    async (tx) => await tx.securityEvent.findMany({ where: { kind: 'provider.refused' } }),
  )
  const told = refused.filter(({ details }) => JSON.stringify(details).includes(reason))
  assert.deepEqual(
    told.map(({ count }) => count),
    [2],
    'its admins read the reason with what was refused',
  )
  await updateTenant(here.console(operatorScope), { tenantId, state: 'active' })
  idp.person = ADA
  await here.as(await here.signOn(acme), tenancy.tenant)
})

test('a removed provider takes its roles along', async () => {
  await here.signOn(acme)
  await removeProvider(here.console(tenancy.tenant), { providerId: acme })
  assert.deepEqual(await rolesOf(await acmeWorld.memberId(ADA.email), tenancy.tenant), [])
  assert.equal(await reasonOf(here.walk(acme)), 'provider')
})
