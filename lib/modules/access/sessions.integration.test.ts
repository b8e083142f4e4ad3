// Bar test 13, verb by verb: whatever takes access away, the very next request of every cookie and key is refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { formatScopeParam, operatorScope } from '#lib/core/scope.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import {
  createApiKey,
  disableMember,
  enableMember,
  endMemberSessions,
  endOneOwnSession,
  endOwnSessions,
  listMemberSessions,
  listOwnSessions,
  removeBinding,
  signIn,
} from './index.ts'
import {
  accessWorld,
  makeTenancy,
  PASSWORD,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
let admin: TestMember
/** An admin of the tenant, a member of it, and one who also holds a role in the neighbour. */
let chief: TestMember
let tia: TestMember
let both: TestMember

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const console = world.console(operatorScope, access.clock)
  admin = await access.setUp(console)
  tenancy = await makeTenancy(console)
  const { tenant, otherTenant } = tenancy
  chief = await access.join(console, { email: 'chief@example.test', role: 'tenant_admin', scope: tenant })
  tia = await access.join(console, { email: 'tia@example.test', role: 'tenant_viewer', scope: tenant })
  both = await access.join(console, { email: 'both@example.test', role: 'tenant_viewer', scope: tenant })
  await world.database.withScope(otherTenant, async (tx) => {
    const { platformId, tenantId } = otherTenant
    await tx.roleBinding.create({ data: { memberId: both.id, role: 'tenant_viewer', platformId, tenantId } })
  })
})
after(async () => await world.close())

const refusedNow = { code: 'unauthenticated' }
const again = async (member: TestMember): Promise<string> => {
  access.clock.advance(30_000)
  return await access.signIn(member.email, await access.code(member.secret))
}
const asChief = async (): Promise<RequestContext> => await access.fresh(chief, tenancy.tenant)
const audited = async (action: string, targetId: string): Promise<number> => {
  const where = { action, targetId }
  return await world.database.withScope(operatorScope, async (tx) => await tx.auditEntry.count({ where }))
}

test('a member sees the own sessions with device, address and way, and which one asks', async () => {
  access.clock.advance(30_000)
  const result = await signIn(
    access.visitor('198.51.100.4'),
    {
      email: tia.email,
      password: PASSWORD,
      code: await access.code(tia.secret),
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
    },
    access.runtime,
  )
  assert.ok(result.ok)
  const { sessions } = await listOwnSessions(await access.as(result.sid), access.runtime)
  assert.equal(sessions.length, 2)
  const [current] = sessions
  assert.deepEqual(
    [current?.device, current?.address, current?.way, current?.isCurrent, sessions[1]?.isCurrent],
    ['Firefox 130 on Linux', '198.51.100.4', 'password', true, false],
  )
  assert.ok(!JSON.stringify(sessions).includes(result.sid))
})

test('a sign-in from a new device is told by mail, a known one is not', async () => {
  const waiting = async () =>
    await world.database.withScope(
      operatorScope,
      async (tx) => await tx.accountNotice.findMany({ where: { memberId: chief.id, kind: 'new_device' } }),
    )
  const enter = async (userAgent: string, ip: string): Promise<void> => {
    access.clock.advance(30_000)
    const code = await access.code(chief.secret)
    const credentials = { email: chief.email, password: PASSWORD, code, userAgent }
    assert.ok((await signIn(access.visitor(ip), credentials, access.runtime)).ok)
  }
  const [firefox, other] = ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0', '198.51.100.77']
  const known = (await waiting()).length
  await enter(firefox, '203.0.113.7')
  assert.equal((await waiting()).length, known + 1, 'another browser')
  await enter(firefox.replaceAll('130', '131'), '203.0.113.99')
  assert.equal((await waiting()).length, known + 1, 'an update, a neighbouring address')
  await enter(firefox, other)
  const notices = await waiting()
  assert.equal(notices.length, known + 2, 'another network')
  assert.deepEqual(notices.at(-1)?.details, {
    device: 'Firefox 130 on Linux',
    address: other,
    way: 'password',
    // Which secret made what the mail carries.
    keyId: access.runtime.keyring.wrapping[0].id,
  })
})

test('one’s own sessions end one by one, all but this one, or all, and at once', async () => {
  const [one, two, three] = [await again(tia), await again(tia), await again(tia)]
  const { sessions } = await listOwnSessions(await access.as(two), access.runtime)
  const last = sessions.find(({ isCurrent }) => isCurrent)
  assert.ok(last !== undefined)
  await endOneOwnSession(await access.as(one), { sessionId: last.id }, access.runtime)
  await assert.rejects(access.as(two), {
    message: 'Your session ended because you ended it from another one. Sign in again.',
  })
  await endOwnSessions(await access.as(three), { which: 'others' }, access.runtime)
  await assert.rejects(access.as(one), refusedNow)
  await access.as(three)
  assert.deepEqual(
    await endOneOwnSession(await access.as(three), { sessionId: last.id }, access.runtime),
    { ended: 0 },
    'one that has ended stays so',
  )
  const { ended } = await endOwnSessions(await access.as(three), { which: 'all' }, access.runtime)
  assert.equal(ended, 1)
  await assert.rejects(access.as(three), refusedNow)
})

test('nobody ends a session of somebody else as if it were their own', async () => {
  const [hers, his] = [await again(tia), await again(both)]
  const { sessions } = await listOwnSessions(await access.as(hers), access.runtime)
  const call = endOneOwnSession(await access.as(his), { sessionId: sessions[0]?.id ?? '' }, access.runtime)
  await assert.rejects(call, { code: 'not_found' })
  await access.as(hers)
})

test('an admin of the scope sees and ends sessions of its members, one or all', async () => {
  const [one, two] = [await again(tia), await again(tia)]
  const ctx = await asChief()
  const { sessions } = await listMemberSessions(ctx, { memberId: tia.id }, access.runtime)
  const sessionId = sessions[0]?.id ?? ''
  await endMemberSessions(ctx, { memberId: tia.id, sessionId }, access.runtime)
  await assert.rejects(access.as(two), { message: /because an admin ended it/ })
  await access.as(one)
  await endMemberSessions(ctx, { memberId: tia.id }, access.runtime)
  await assert.rejects(access.as(one), refusedNow)
  assert.ok((await audited('session.end-all', tia.id)) > 0)
})

test('who also holds a role elsewhere, and who is not there, is out of reach', async () => {
  const ctx = await asChief()
  for (const act of [listMemberSessions, endMemberSessions, disableMember, enableMember]) {
    await assert.rejects(act(ctx, { memberId: both.id }, access.runtime), { code: 'forbidden' }, act.name)
    await assert.rejects(act(ctx, { memberId: admin.id }, access.runtime), { code: 'not_found' }, act.name)
  }
  const wide = await access.fresh(admin, tenancy.platform)
  await listMemberSessions(wide, { memberId: both.id }, access.runtime)
})

test('a disabled member is out at once, with the keys they made; enabled again they sign in, the keys stay dead', async () => {
  const console = world.console(operatorScope, access.clock)
  const dora = await access.join(console, {
    email: 'dora@example.test',
    role: 'tenant_admin',
    scope: tenancy.tenant,
  })
  const sid = await again(dora)
  const { credential } = await createApiKey(
    await access.as(sid, tenancy.tenant),
    { permissions: ['incident:read'] },
    access.runtime,
  )
  const byKey = async () =>
    await httpContext(
      new Request(`${PUBLIC_URL}/api/v1/x`, { headers: { authorization: `Bearer ${credential}` } }),
      access.runtime,
    )
  await byKey()
  const ctx = await asChief()
  const { sessionsEnded, keysRevoked } = await disableMember(ctx, { memberId: dora.id }, access.runtime)
  assert.ok(sessionsEnded >= 1)
  assert.equal(keysRevoked, 1)
  await assert.rejects(access.as(sid), { message: /because your access was disabled/ })
  await assert.rejects(byKey(), refusedNow)
  access.clock.advance(30_000)
  const code = await access.code(dora.secret)
  const refused = await signIn(
    access.visitor(),
    { email: dora.email, password: PASSWORD, code },
    access.runtime,
  )
  assert.equal(refused.ok, false)
  await enableMember(await asChief(), { memberId: dora.id }, access.runtime)
  await assert.rejects(access.as(sid), refusedNow, 'an ended session stays ended')
  await again(dora)
  await assert.rejects(byKey(), refusedNow)
  assert.deepEqual(
    [await audited('member.disable', dora.id), await audited('member.enable', dora.id)],
    [1, 1],
  )
})

test('whom the operator switched off no tenant switches on, nor by switching them off once more', async () => {
  const console = world.console(operatorScope, access.clock)
  const erin = await access.join(console, {
    email: 'erin@example.test',
    role: 'tenant_viewer',
    scope: tenancy.tenant,
  })
  const at = { memberId: erin.id }
  // The operator admin acts in the tenant, as whoever reads the tenant's members does.
  const asOperator = async () => await access.fresh(admin, tenancy.tenant)
  await disableMember(await asOperator(), at, access.runtime)
  const refused = { code: 'forbidden', message: /switched off from above, by the operator/ }
  await assert.rejects(enableMember(await asChief(), at, access.runtime), refused)
  await disableMember(await asChief(), at, access.runtime)
  await assert.rejects(enableMember(await asChief(), at, access.runtime), refused)
  assert.equal((await enableMember(await asOperator(), at, access.runtime)).state, 'active')
  await disableMember(await asChief(), at, access.runtime)
  assert.equal((await enableMember(await asChief(), at, access.runtime)).state, 'active')
  await again(erin)
})

test('a scope beside that switched somebody off is not named where they are let in, or switched off once more', async () => {
  const { tenant, otherTenant } = tenancy
  const console = world.console(operatorScope, access.clock)
  const fay = await access.join(console, {
    email: 'fay@example.test',
    role: 'tenant_viewer',
    scope: tenant,
  })
  const at = { memberId: fay.id }
  const disabledFrom = formatScopeParam(otherTenant)
  const offBy = async (): Promise<void> =>
    await world.database.asAuth(async (auth) => {
      await auth.member.update({ where: { id: fay.id }, data: { state: 'disabled', disabledFrom } })
    })
  await offBy()
  await enableMember(await asChief(), at, access.runtime)
  await offBy()
  await disableMember(await asChief(), at, access.runtime)
  const { entries } = await listAudit(world.console(tenant, access.clock), { targetId: fay.id, limit: 200 })
  const told = entries
    .filter(({ action }) => ['member.enable', 'member.disable'].includes(action))
    .map(({ details }) => details?.['before'])
  const unnamed = { state: 'disabled', disabledFrom: 'another scope' }
  assert.deepEqual(told, [unnamed, unnamed])
  assert.ok(!JSON.stringify(entries).includes(otherTenant.tenantId))
})

test('nobody disables themselves, nor the last operator admin', async () => {
  const self = await asChief()
  await assert.rejects(disableMember(self, { memberId: chief.id }, access.runtime), {
    code: 'precondition_failed',
    message: /This is you/,
  })
  const console = world.console(operatorScope, access.clock)
  await assert.rejects(disableMember(console, { memberId: admin.id }, access.runtime), {
    code: 'precondition_failed',
    message: /last operator admin/,
  })
})

test('a removed role is gone with the next request of a session that stays', async () => {
  const console = world.console(tenancy.tenant, access.clock)
  const sid = await again(both)
  await access.as(sid, tenancy.tenant)
  const binding = await world.database.withScope(
    tenancy.tenant,
    async (tx) => await tx.roleBinding.findFirstOrThrow({ where: { memberId: both.id } }),
  )
  await removeBinding(console, { bindingId: binding.id })
  await assert.rejects(access.as(sid, tenancy.tenant), { code: 'not_found' })
  await access.as(sid, tenancy.otherTenant)
})
