// API keys and sources: shown once, bounded by their maker, refused as soon as they are revoked.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import type { Permission, Role } from '#lib/core/permissions.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { newCredential } from '#lib/infra/auth/credential.ts'
import { lookupApiKey, lookupSourceCredential } from '#lib/infra/auth/identify.ts'
import { grantsIn } from '#lib/infra/auth/identity.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import {
  bindRole,
  createApiKey,
  createScrapeTarget,
  createSource,
  listApiKeys,
  listMembers,
  listScrapeTargets,
  listSources,
  removeBinding,
  removeScrapeTarget,
  revokeApiKey,
  revokeSource,
  rotateSource,
} from './index.ts'
import {
  accessWorld,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
  makeTenancy,
  type TestTenancy,
} from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let platform: TestTenancy['platform']
let tenant: TestTenancy['tenant']
let otherTenant: TestTenancy['tenant']
let serial = 0

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const ctx = world.console(operatorScope, access.clock)
  await access.setUp(ctx)
  ;({ platform, tenant, otherTenant } = await makeTenancy(ctx))
})
after(async () => await world.close())

const consoleIn = (scope: Scope): RequestContext => world.console(scope, access.clock)
const join = async (role: Role, scope: Scope): Promise<TestMember> => {
  serial += 1
  return await access.join(consoleIn(operatorScope), { email: `m-${serial}@example.test`, role, scope })
}
const keyOf = async (
  ctx: RequestContext,
  permissions: Permission[] = ['metrics:query'],
  expiresAt?: string,
) =>
  await createApiKey(ctx, { permissions, ...(expiresAt === undefined ? {} : { expiresAt }) }, access.runtime)
const withKey = async (credential: string, scope?: Scope, init: RequestInit = {}) => {
  const query = scope === undefined ? '' : `?scope=${formatScopeParam(scope)}`
  const headers = { authorization: `Bearer ${credential}` }
  return await httpContext(
    new Request(`${PUBLIC_URL}/api/v1/x${query}`, { ...init, headers }),
    access.runtime,
  )
}

test('a key acts in its scope with what it lists, and is shown once', async () => {
  const { key, credential } = await keyOf(consoleIn(tenant))
  assert.match(credential, /^bw_live_[0-9A-Za-z]{36}$/)
  assert.equal(key.createdBy, null)
  assert.equal(key.scope, formatScopeParam(tenant))
  const ctx = await withKey(credential)
  assert.deepEqual(ctx.scope, tenant)
  assert.deepEqual(ctx.actor, { kind: 'api_key', id: key.id, name: 'API key' })
  assert.equal(ctx.grantOf('metrics:query'), 'yes')
  assert.equal(ctx.grantOf('tenant:read'), null)
  assert.ok(!JSON.stringify(await listApiKeys(consoleIn(tenant))).includes(credential))
})

test('a key needs no same-origin headers: no browser sends it by itself', async () => {
  const { credential } = await keyOf(consoleIn(tenant))
  await withKey(credential, undefined, { method: 'POST', body: 'x' })
})

test('a key of a platform opens its tenants, and no key opens more than its scope', async () => {
  const { credential } = await keyOf(consoleIn(platform))
  assert.deepEqual((await withKey(credential, tenant)).scope, tenant)
  const narrow = await keyOf(consoleIn(tenant))
  for (const scope of [operatorScope, platform, otherTenant]) {
    await assert.rejects(withKey(narrow.credential, scope), { code: 'not_found' })
  }
})

test('a key holds a subset of what its maker may do without conditions', async () => {
  const member = await join('tenant_admin', tenant)
  const ctx = await access.fresh(member, tenant)
  const refuse = async (permission: Permission, reason: RegExp): Promise<void> =>
    await assert.rejects(keyOf(ctx, [permission]), { code: 'invalid_input', message: reason })
  await refuse('rule:write', /You lack rule:write/)
  await refuse('member:invite', /second factor/)
  await refuse('apikey:create', /for people/)
  const { key } = await keyOf(ctx, ['metrics:query', 'source:create', 'metrics:query'])
  assert.deepEqual(key.permissions, ['metrics:query', 'source:create'])
  assert.equal(key.createdBy, 'A Member')
})

test('the console makes no key that could never be used', async () => {
  const made = keyOf(consoleIn(operatorScope), ['platform:create'])
  await assert.rejects(made, { code: 'invalid_input', message: /needs a second factor/ })
})

test('a key shrinks with its maker and dies with the last role', async () => {
  const member = await join('tenant_admin', tenant)
  const { credential } = await keyOf(await access.fresh(member, tenant), ['metrics:query', 'source:create'])
  assert.equal((await withKey(credential)).grantOf('source:create'), 'yes')
  await bindRole(consoleIn(tenant), { memberId: member.id, role: 'tenant_viewer' })
  const { members } = await listMembers(consoleIn(tenant), { limit: 200 })
  const bindings = members.find((one) => one.id === member.id)?.bindings ?? []
  const remove = async (role: Role): Promise<void> => {
    await removeBinding(consoleIn(tenant), { bindingId: bindings.find((one) => one.role === role)?.id ?? '' })
  }
  await remove('tenant_admin')
  const smaller = await withKey(credential)
  assert.equal(smaller.grantOf('source:create'), null)
  assert.equal(smaller.grantOf('metrics:query'), 'yes')
  await assert.rejects(createSource(smaller, {}, access.runtime), { code: 'forbidden' })
  await remove('tenant_viewer')
  assert.equal((await withKey(credential)).grantOf('metrics:query'), null)
})

test('a key of a disabled member may do nothing', async () => {
  const member = await join('tenant_admin', tenant)
  const { credential } = await keyOf(await access.fresh(member, tenant))
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: member.id }, data: { state: 'disabled' } }),
  )
  assert.equal((await withKey(credential)).grantOf('metrics:query'), null)
})

test('revoked, expired, mistyped and unknown keys are all nobody', async () => {
  const refused = { code: 'unauthenticated' }
  const { key, credential } = await keyOf(consoleIn(tenant))
  assert.notEqual((await revokeApiKey(consoleIn(tenant), { keyId: key.id })).revokedAt, null)
  await assert.rejects(withKey(credential), refused)
  const expiresAt = new Date(access.clock.now().getTime() + 60_000).toISOString()
  const short = await keyOf(consoleIn(tenant), ['metrics:query'], expiresAt)
  await withKey(short.credential)
  access.clock.advance(60_000)
  await assert.rejects(withKey(short.credential), refused)
  await assert.rejects(withKey(newCredential('live')), refused)
  await assert.rejects(withKey(`${short.credential.slice(0, -1)}_`), refused)
  const source = await createSource(consoleIn(tenant), {}, access.runtime)
  await assert.rejects(withKey(source.credential), refused, 'a source only sends')
  await assert.rejects(keyOf(consoleIn(tenant), ['metrics:query'], '2020-01-01T00:00:00Z'), {
    code: 'invalid_input',
  })
})

test('whoever may revoke only their own keys gets no further, and another tenant’s key is not found', async () => {
  const [one, two] = [await join('tenant_admin', tenant), await join('tenant_admin', tenant)]
  const { key, credential } = await keyOf(await access.fresh(one, tenant))
  await assert.rejects(revokeApiKey(await access.fresh(two, tenant), { keyId: key.id }), {
    code: 'forbidden',
  })
  await assert.rejects(revokeApiKey(consoleIn(otherTenant), { keyId: key.id }), { code: 'not_found' })
  await withKey(credential)
  await revokeApiKey(await access.fresh(one, tenant), { keyId: key.id })
  await assert.rejects(withKey(credential), { code: 'unauthenticated' })
})

test('auditors list every key, others their own', async () => {
  const staff = await join('finance', operatorScope)
  const auditor = await join('auditor', operatorScope)
  const { key } = await keyOf(await access.fresh(staff, operatorScope))
  const own = await listApiKeys(await access.fresh(staff, operatorScope))
  assert.deepEqual(
    own.keys.map((one) => one.id),
    [key.id],
  )
  const all = await listApiKeys(await access.fresh(auditor, operatorScope))
  assert.ok(all.keys.length > 1 && all.keys.some((one) => one.id === key.id))
  const viewer = await join('viewer', operatorScope)
  await assert.rejects(listApiKeys(await access.fresh(viewer, operatorScope)), { code: 'forbidden' })
})

test('use of a key is noted at most once a minute', async () => {
  const { key, credential } = await keyOf(consoleIn(tenant))
  const lastUsed = async (): Promise<string | null> =>
    (await listApiKeys(consoleIn(tenant))).keys.find((one) => one.id === key.id)?.lastUsedAt ?? null
  assert.equal(await lastUsed(), null)
  await withKey(credential)
  const first = await lastUsed()
  assert.equal(first, access.clock.now().toISOString())
  access.clock.advance(59_000)
  await withKey(credential)
  assert.equal(await lastUsed(), first)
  access.clock.advance(1000)
  await withKey(credential)
  assert.equal(await lastUsed(), access.clock.now().toISOString())
})

test('the engine finds a key with what it may do', async () => {
  const { credential } = await keyOf(consoleIn(tenant))
  const identity = await lookupApiKey(access.runtime, credential)
  assert.ok(identity !== null)
  assert.deepEqual(identity.key.scope, tenant)
  const grants = grantsIn(identity, tenant, access.clock.now())
  assert.equal(grants?.('metrics:query'), 'yes')
  assert.equal(await lookupApiKey(access.runtime, newCredential('live')), null)
})

test('a source fixes platform, tenant and plan of what is sent with it', async () => {
  const { source, credential } = await createSource(
    consoleIn(tenant),
    { name: 'prod', plan: 'unlimited' },
    access.runtime,
  )
  assert.match(credential, /^bw_src_[0-9A-Za-z]{36}$/)
  const ids = { platformId: tenant.platformId, tenantId: tenant.tenantId }
  assert.deepEqual(await lookupSourceCredential(access.runtime, credential), {
    sourceId: source.id,
    name: 'prod',
    ...ids,
    tenantLabel: null,
    plan: 'unlimited',
  })
  const shared = await createSource(consoleIn(platform), { tenantLabel: 'workspace' }, access.runtime)
  const found = await lookupSourceCredential(access.runtime, shared.credential)
  assert.deepEqual([found?.tenantId, found?.tenantLabel, found?.plan], [null, 'workspace', 'standard'])
})

test('a tenant admin makes standard sources in the own tenant', async () => {
  const ctx = await access.fresh(await join('tenant_admin', tenant), tenant)
  await createSource(ctx, {}, access.runtime)
  await assert.rejects(createSource(ctx, { plan: 'unlimited' }, access.runtime), {
    code: 'forbidden',
    message: /plan/,
  })
  await assert.rejects(createSource(ctx, { tenantLabel: 'x' }, access.runtime), {
    code: 'invalid_input',
    message: /^tenantLabel: /,
  })
  await assert.rejects(createSource(consoleIn(operatorScope), {}, access.runtime), {
    code: 'invalid_input',
    message: /^scope: /,
  })
  const viewer = await access.fresh(await join('tenant_viewer', tenant), tenant)
  await assert.rejects(createSource(viewer, {}, access.runtime), { code: 'forbidden' })
})

test('a source that is rotated without an overlap takes the new credential only, a revoked one none', async () => {
  const first = await createSource(consoleIn(tenant), {}, access.runtime)
  const second = await rotateSource(consoleIn(tenant), { sourceId: first.source.id }, access.runtime)
  assert.equal(await lookupSourceCredential(access.runtime, first.credential), null)
  assert.equal((await lookupSourceCredential(access.runtime, second.credential))?.sourceId, first.source.id)
  const revoked = await revokeSource(consoleIn(tenant), { sourceId: first.source.id })
  assert.equal(await lookupSourceCredential(access.runtime, second.credential), null)
  assert.deepEqual(await revokeSource(consoleIn(tenant), { sourceId: first.source.id }), revoked)
  await assert.rejects(rotateSource(consoleIn(tenant), { sourceId: first.source.id }, access.runtime), {
    code: 'precondition_failed',
  })
  const key = await keyOf(consoleIn(tenant))
  assert.equal(await lookupSourceCredential(access.runtime, key.credential), null, 'a key sends nothing')
})

test('the list says when a source was last used, and shows no credential', async () => {
  const { source, credential } = await createSource(consoleIn(tenant), { name: 'listed' }, access.runtime)
  const listed = async () =>
    (await listSources(consoleIn(tenant))).sources.find((one) => one.id === source.id)
  assert.equal((await listed())?.lastUsedAt, null)
  await lookupSourceCredential(access.runtime, credential)
  assert.equal((await listed())?.lastUsedAt, access.clock.now().toISOString())
  assert.ok(credential.startsWith((await listed())?.hint.slice(0, -1) ?? '-'))
  assert.ok(!JSON.stringify(await listed()).includes(credential))
})

test('sources of another tenant are neither listed nor touched', async () => {
  const { source, credential } = await createSource(consoleIn(otherTenant), {}, access.runtime)
  assert.ok((await listSources(consoleIn(tenant))).sources.every((one) => one.id !== source.id))
  await assert.rejects(rotateSource(consoleIn(tenant), { sourceId: source.id }, access.runtime), {
    code: 'not_found',
  })
  await assert.rejects(revokeSource(consoleIn(tenant), { sourceId: source.id }), { code: 'not_found' })
  assert.notEqual(await lookupSourceCredential(access.runtime, credential), null)
})

test('scrape targets are made, listed and removed in their scope', async () => {
  const input = { url: 'https://db.example.com:9187/metrics', job: 'db', labels: { env: 'live' } }
  const target = await createScrapeTarget(consoleIn(tenant), input)
  assert.deepEqual([target.intervalSeconds, target.timeoutSeconds, target.labels], [15, 10, { env: 'live' }])
  assert.deepEqual((await listScrapeTargets(consoleIn(tenant))).targets, [target])
  assert.deepEqual((await listScrapeTargets(consoleIn(otherTenant))).targets, [])
  await assert.rejects(removeScrapeTarget(consoleIn(otherTenant), { targetId: target.id }), {
    code: 'not_found',
  })
  await assert.rejects(createScrapeTarget(consoleIn(operatorScope), input), {
    code: 'invalid_input',
    message: /^scope: /,
  })
  await removeScrapeTarget(consoleIn(tenant), { targetId: target.id })
  assert.deepEqual((await listScrapeTargets(consoleIn(tenant))).targets, [])
  const viewer = await access.fresh(await join('tenant_viewer', tenant), tenant)
  await assert.rejects(createScrapeTarget(viewer, input), { code: 'forbidden' })
})
