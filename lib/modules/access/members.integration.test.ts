// Members, roles and profiles: who sees whom, who grants what, and that it bites with the next request.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import type { Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { bindRole, disableMember, listMembers, readProfile, removeBinding, updateProfile } from './index.ts'
import {
  accessWorld,
  type AccessWorld,
  type TestMember,
  makeTenancy,
  PUBLIC_URL,
  type TestTenancy,
} from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let admin: TestMember
let platform: TestTenancy['platform']
let tenant: TestTenancy['tenant']
let otherTenant: TestTenancy['tenant']
let serial = 0

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const ctx = world.console(operatorScope, access.clock)
  admin = await access.setUp(ctx)
  ;({ platform, tenant, otherTenant } = await makeTenancy(ctx))
})
after(async () => await world.close())

const consoleIn = (scope: Scope): RequestContext => world.console(scope, access.clock)
const join = async (role: Role, scope: Scope): Promise<TestMember> => {
  serial += 1
  return await access.join(consoleIn(operatorScope), { email: `m-${serial}@example.test`, role, scope })
}
const emails = async (scope: Scope): Promise<string[]> =>
  (await listMembers(consoleIn(scope), { limit: 200 })).members.map((member) => member.email)
const bindingsOf = async (member: TestMember, scope: Scope) =>
  (await listMembers(consoleIn(scope), { limit: 200 })).members.find((one) => one.id === member.id)
    ?.bindings ?? []
const actionsOn = async (member: TestMember, scope: Scope): Promise<string[]> =>
  await world.database.withScope(scope, async (tx) =>
    (await tx.auditEntry.findMany({ where: { targetId: member.id }, orderBy: { seq: 'asc' } })).map(
      (row) => row.action,
    ),
  )

test('each scope sees the members who can act in it, a tenant only its own', async () => {
  const [mine, other, staff] = [
    await join('tenant_viewer', tenant),
    await join('tenant_viewer', otherTenant),
    await join('on_call', platform),
  ]
  const inTenant = await emails(tenant)
  assert.ok(inTenant.includes(mine.email))
  for (const hidden of [other, staff, admin]) assert.ok(!inTenant.includes(hidden.email))
  const inPlatform = await emails(platform)
  for (const seen of [mine, other, staff, admin]) assert.ok(inPlatform.includes(seen.email))
  const view = (await listMembers(consoleIn(tenant))).members.find((member) => member.id === mine.id)
  assert.deepEqual(Object.keys(view ?? {}).toSorted(), [
    'bindings',
    'createdAt',
    'email',
    'id',
    'name',
    'state',
    'timeZone',
  ])
})

test('members come a page at a time, each once', async () => {
  const all = await emails(operatorScope)
  const paged: string[] = []
  let last: string | undefined
  do {
    const page = await listMembers(consoleIn(operatorScope), {
      limit: 2,
      ...(last === undefined ? {} : { after: last }),
    })
    paged.push(...page.members.map((member) => member.email))
    last = page.next ?? undefined
  } while (last !== undefined)
  assert.deepEqual(paged, all)
  assert.ok(all.length >= 4)
})

test('a further role counts from the next request on, and until its end', async () => {
  const member = await join('tenant_viewer', tenant)
  const sid = await access.signIn(member.email, await access.code(member.secret))
  assert.equal((await access.as(sid, tenant)).grantOf('source:create'), null)
  const expiresAt = new Date(access.clock.now().getTime() + 600_000).toISOString()
  const binding = await bindRole(consoleIn(tenant), { memberId: member.id, role: 'tenant_admin', expiresAt })
  assert.equal(binding.expiresAt, expiresAt)
  assert.equal((await access.as(sid, tenant)).grantOf('source:create'), 'yes')
  access.clock.advance(600_000)
  assert.equal((await access.as(sid, tenant)).grantOf('source:create'), null)
  await access.as(sid, tenant)
})

test('a role that was removed is gone with the next request', async () => {
  const member = await join('tenant_admin', tenant)
  const sid = await access.signIn(member.email, await access.code(member.secret))
  await access.as(sid, tenant)
  const [binding] = await bindingsOf(member, tenant)
  await removeBinding(consoleIn(tenant), { bindingId: binding?.id ?? '' })
  await assert.rejects(access.as(sid, tenant), { code: 'not_found' })
  assert.deepEqual((await actionsOn(member, tenant)).slice(-1), ['member.remove-binding'])
})

test('roles are bound with a second factor, within one’s own, once, and not in the past', async () => {
  const member = await join('tenant_viewer', tenant)
  const tenantAdmin = await join('tenant_admin', tenant)
  const ctx = await access.fresh(tenantAdmin, tenant)
  await bindRole(ctx, { memberId: member.id, role: 'tenant_admin' }, access.runtime)
  await assert.rejects(bindRole(ctx, { memberId: member.id, role: 'tenant_admin' }, access.runtime), {
    code: 'conflict',
  })
  await assert.rejects(bindRole(ctx, { memberId: member.id, role: 'platform_admin' }, access.runtime), {
    code: 'invalid_input',
  })
  await assert.rejects(
    bindRole(
      ctx,
      { memberId: member.id, role: 'tenant_viewer', expiresAt: '2099-01-01T00:00:00Z' },
      access.runtime,
    ),
    { code: 'invalid_input', message: /within five years/ },
  )
  await assert.rejects(
    bindRole(
      ctx,
      { memberId: member.id, role: 'tenant_viewer', expiresAt: '2020-01-01T00:00:00Z' },
      access.runtime,
    ),
    {
      code: 'invalid_input',
      message: /^expiresAt: /,
    },
  )
  access.clock.advance(300_000)
  await assert.rejects(bindRole(ctx, { memberId: member.id, role: 'tenant_viewer' }, access.runtime), {
    code: 'step_up_required',
  })
  const viewer = await access.fresh(member, tenant)
  assert.equal(viewer.grantOf('member:bind'), 'step_up')
  const finance = await join('finance', operatorScope)
  await assert.rejects(
    bindRole(
      await access.fresh(finance, tenant),
      { memberId: member.id, role: 'tenant_viewer' },
      access.runtime,
    ),
    { code: 'forbidden' },
  )
})

test('a platform admin cannot make anybody what they are not themselves', async () => {
  const platformAdmin = await join('platform_admin', platform)
  const ctx = await access.fresh(platformAdmin, platform)
  await assert.rejects(bindRole(ctx, { memberId: platformAdmin.id, role: 'finance' }, access.runtime), {
    code: 'forbidden',
  })
  await assert.rejects(
    bindRole(ctx, { memberId: platformAdmin.id, role: 'operator_admin' }, access.runtime),
    {
      code: 'invalid_input',
    },
  )
  await bindRole(ctx, { memberId: platformAdmin.id, role: 'viewer' }, access.runtime)
})

test('members and bindings of another scope are not found, and stay', async () => {
  const member = await join('tenant_viewer', otherTenant)
  const [binding] = await bindingsOf(member, otherTenant)
  await assert.rejects(bindRole(consoleIn(tenant), { memberId: member.id, role: 'tenant_viewer' }), {
    code: 'not_found',
  })
  await assert.rejects(removeBinding(consoleIn(tenant), { bindingId: binding?.id ?? '' }), {
    code: 'not_found',
  })
  const [adminBinding] = await bindingsOf(admin, operatorScope)
  await assert.rejects(removeBinding(consoleIn(platform), { bindingId: adminBinding?.id ?? '' }), {
    code: /not_found|precondition_failed/,
  })
  const secondAdmin = await join('operator_admin', operatorScope)
  await assert.rejects(removeBinding(consoleIn(platform), { bindingId: adminBinding?.id ?? '' }), {
    code: 'not_found',
  })
  assert.equal((await bindingsOf(member, otherTenant)).length, 1)
  assert.equal((await bindingsOf(admin, operatorScope)).length, 1)
  const [second] = await bindingsOf(secondAdmin, operatorScope)
  await removeBinding(consoleIn(operatorScope), { bindingId: second?.id ?? '' })
})

test('the last operator admin stays: not removed, not by two at once, and none with an end date counts', async () => {
  const [only] = await bindingsOf(admin, operatorScope)
  const remove = async (id: string | undefined) =>
    await removeBinding(consoleIn(operatorScope), { bindingId: id ?? '' })
  await assert.rejects(remove(only?.id), { code: 'precondition_failed', message: /last operator admin/ })
  const temporary = await join('viewer', operatorScope)
  const expiresAt = new Date(access.clock.now().getTime() + 3_600_000).toISOString()
  await bindRole(consoleIn(operatorScope), { memberId: temporary.id, role: 'operator_admin', expiresAt })
  await assert.rejects(remove(only?.id), { code: 'precondition_failed' })
  const second = await join('operator_admin', operatorScope)
  const [other] = await bindingsOf(second, operatorScope)
  const results = await Promise.allSettled([remove(only?.id), remove(other?.id)])
  assert.deepEqual(results.map((result) => result.status).toSorted(), ['fulfilled', 'rejected'])
})

test('the own profile shows every role, the changes of name and zone, and nobody else’s', async () => {
  const member = await join('tenant_viewer', tenant)
  await world.database.withScope(otherTenant, async (tx) => {
    const owner = { platformId: otherTenant.platformId, tenantId: otherTenant.tenantId }
    await tx.roleBinding.create({ data: { memberId: member.id, role: 'tenant_viewer', ...owner } })
  })
  const ctx = await access.fresh(member, tenant)
  const changed = await updateProfile(ctx, { name: 'Grace', timeZone: 'Europe/Berlin' }, access.runtime)
  assert.equal(changed.name, 'Grace')
  assert.equal(changed.timeZone, 'Europe/Berlin')
  assert.equal(changed.bindings.length, 2)
  assert.equal((await updateProfile(ctx, {}, access.runtime)).name, 'Grace')
  assert.deepEqual(await readProfile(ctx, access.runtime), changed)
  assert.deepEqual((await actionsOn(member, tenant)).slice(-1), ['profile.update'])
  await assert.rejects(updateProfile(consoleIn(tenant), { name: 'X' }, access.runtime), { code: 'forbidden' })
  await assert.rejects(readProfile(world.job(tenant, access.clock), access.runtime), { code: 'forbidden' })
})

test('the database itself keeps a member from changing another one', async () => {
  const [one, two] = [await join('tenant_viewer', tenant), await join('tenant_viewer', tenant)]
  const ctx = await access.fresh(one, tenant)
  const { count } = await ctx.db.tx(
    async (tx) => await tx.member.updateMany({ where: { id: two.id }, data: { name: 'Eve' } }),
  )
  assert.equal(count, 0)
  await assert.rejects(
    ctx.db.read(async (tx) => await tx.member.findMany({ select: { passwordHash: true } })),
    /permission denied/,
  )
})

test('a role counts as used when its member acts in a scope that it opens, and not by what a page asks alone', async () => {
  const member = await join('tenant_viewer', tenant)
  await bindRole(consoleIn(operatorScope), { memberId: member.id, role: 'viewer' })
  const lastUsed = async (): Promise<ReadonlyMap<string, Date | null>> => {
    const rows = await world.database.withScope(
      operatorScope,
      async (tx) => await tx.roleBinding.findMany({ where: { memberId: member.id } }),
    )
    return new Map(rows.map(({ role, lastUsedAt }) => [role, lastUsedAt]))
  }
  access.clock.advance(1_200_000)
  const sid = await access.signIn(member.email, await access.code(member.secret))
  const first = access.clock.now()
  await access.as(sid, tenant)
  assert.deepEqual(
    await lastUsed(),
    new Map([
      ['tenant_viewer', first],
      ['viewer', first],
    ]),
  )
  access.clock.advance(1_200_000)
  await access.as(sid, operatorScope)
  assert.deepEqual(
    await lastUsed(),
    new Map([
      ['tenant_viewer', first],
      ['viewer', access.clock.now()],
    ]),
  )
  access.clock.advance(1_200_000)
  const headers = { cookie: await access.cookie(sid), 'x-bailiwick-activity': 'auto' }
  await httpContext(new Request(`${PUBLIC_URL}/api/v1/x`, { headers }), access.runtime)
  assert.deepEqual((await lastUsed()).get('tenant_viewer'), first)
})

test('a role that ended elsewhere keeps no admin from dealing with a member of their own', async () => {
  const chief = await join('tenant_admin', tenant)
  const member = await join('tenant_viewer', tenant)
  const end = new Date(access.clock.now().getTime() + 1_800_000)
  await world.database.withScope(otherTenant, async (tx) => {
    const owner = { platformId: otherTenant.platformId, tenantId: otherTenant.tenantId }
    await tx.roleBinding.create({
      data: { memberId: member.id, role: 'tenant_viewer', expiresAt: end, ...owner },
    })
  })
  const disable = async () =>
    await disableMember(await access.fresh(chief, tenant), { memberId: member.id }, access.runtime)
  await assert.rejects(disable(), { code: 'forbidden', message: /also holds a role outside/ })
  access.clock.set(end)
  await disable()
})
