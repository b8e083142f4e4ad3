// Roles with an end: who is told before it, once each; what stands on record after it; and how they are renewed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { bindRole, inviteMember, prepareAccountNotice, resendInvitation, watchEndingRoles } from './index.ts'
import {
  accessWorld,
  makeTenancy,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from './testing/access-world.ts'

const DAY_MS = 86_400_000
let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
let holder: TestMember
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const console = world.console(operatorScope, access.clock)
  await access.setUp(console)
  tenancy = await makeTenancy(console)
  const scope = tenancy.tenant
  await access.join(console, { email: 'chief@example.test', role: 'tenant_admin', scope })
  holder = await access.join(console, { email: 'holder@example.test', role: 'tenant_viewer', scope })
})
after(async () => await world.close())

const console = () => world.console(tenancy.tenant, access.clock)
const sweep = async () => await watchEndingRoles(world.job(operatorScope, access.clock))

/** The notices about roles, oldest first, with the mail of each. */
async function notices(): Promise<string[]> {
  const job = world.job(operatorScope, access.clock)
  const rows = await job.db.read(
    async (tx) =>
      await tx.accountNotice.findMany({ where: { kind: { startsWith: 'role_' } }, orderBy: { id: 'asc' } }),
  )
  const mails: string[] = []
  for (const { id } of rows) {
    const mail = await prepareAccountNotice(job, { noticeId: id }, access.runtime)
    mails.push(`${mail?.to}: ${/(\d+ [dhm].*) from this mail/.exec(mail?.text ?? '')?.[1]}`)
  }
  return mails
}
const entries = async (action: string) => (await listAudit(console(), { action })).entries

test('the holder and whoever may renew it nearest are told 7 days and 1 day before, once each', async () => {
  const end = new Date(access.clock.now().getTime() + 30 * DAY_MS)
  const role = await bindRole(console(), {
    memberId: holder.id,
    role: 'tenant_admin',
    expiresAt: end.toISOString(),
  })
  assert.deepEqual([await sweep(), await notices()], [{ told: 0, ended: 0 }, []])

  access.clock.set(new Date(end.getTime() - 7 * DAY_MS))
  const both = await Promise.all([sweep(), sweep()])
  assert.equal(
    both.reduce((sum, { told }) => sum + told, 0),
    1,
    'two processes at once tell once',
  )
  const week = ['holder@example.test: 7 d', 'chief@example.test: 7 d']
  assert.deepEqual(await notices(), week)
  assert.equal((await sweep()).told, 0)

  access.clock.set(new Date(end.getTime() - DAY_MS / 2))
  assert.equal((await sweep()).told, 1)
  assert.deepEqual(await notices(), [...week, 'holder@example.test: 12 h', 'chief@example.test: 12 h'])
  const told = await entries('member.role-warn')
  assert.deepEqual(
    told.map(({ actorKind, details }) => [actorKind, details?.['bindingId'], details?.['days']]),
    [1, 7].map((days) => ['job', role.id, days]),
  )
})

test('an end stands on record once, by the system, and the role opens nothing from then on', async () => {
  const [binding] = await console().db.read(
    async (tx) => await tx.roleBinding.findMany({ where: { memberId: holder.id, expiresAt: { not: null } } }),
  )
  assert.ok(binding?.expiresAt)
  access.clock.set(binding.expiresAt)
  const both = await Promise.all([sweep(), sweep()])
  assert.equal(
    both.reduce((sum, { ended }) => sum + ended, 0),
    1,
  )
  assert.deepEqual(await sweep(), { told: 0, ended: 0 })
  const [entry, ...more] = await entries('member.role-end')
  assert.deepEqual(more, [])
  assert.deepEqual(
    [entry?.actorKind, entry?.details?.['role'], entry?.details?.['expiresAt']],
    ['job', 'tenant_admin', binding.expiresAt.toISOString()],
  )
})

test('the same role with a later end renews it: people are told anew, and a role without an end is refused twice', async () => {
  const end = new Date(access.clock.now().getTime() + 20 * DAY_MS)
  const asked = { memberId: holder.id, role: 'tenant_admin' } as const
  const renewed = await bindRole(console(), { ...asked, expiresAt: end.toISOString() })
  assert.equal(renewed.expiresAt, end.toISOString())
  const earlier = (await notices()).length
  access.clock.set(new Date(end.getTime() - 6 * DAY_MS))
  assert.equal((await sweep()).told, 1)
  assert.equal((await notices()).length, earlier + 2)
  assert.equal((await bindRole(console(), asked)).expiresAt, null)
  await assert.rejects(bindRole(console(), asked), { code: 'conflict' })
  access.clock.advance(60 * DAY_MS)
  assert.deepEqual(await sweep(), { told: 0, ended: 0 })
})

test('nobody gives another account a role beyond the end of those that they hold', async () => {
  const guest = await access.join(console(), {
    email: 'guest-admin@example.test',
    role: 'tenant_viewer',
    scope: tenancy.tenant,
  })
  const friend = await access.join(console(), {
    email: 'friend@example.test',
    role: 'tenant_viewer',
    scope: tenancy.tenant,
  })
  const end = new Date(access.clock.now().getTime() + 30 * DAY_MS)
  const until = { role: 'tenant_admin', expiresAt: end.toISOString() } as const
  await bindRole(console(), { memberId: guest.id, ...until })
  const ctx = await access.fresh(guest, tenancy.tenant)
  const later = new Date(end.getTime() + DAY_MS).toISOString()
  const given = { memberId: friend.id, role: 'tenant_admin' } as const
  const refused = (field: string) => (error: unknown) =>
    error instanceof DomainError &&
    error.code === 'forbidden' &&
    error.faults.map((fault) => fault.field).join() === field &&
    error.message.includes('choose an earlier end, or ask a member whose role lasts')
  await assert.rejects(bindRole(ctx, given, access.runtime), refused('expiresAt'))
  await assert.rejects(bindRole(ctx, { ...given, expiresAt: later }, access.runtime), refused('expiresAt'))
  const invited = { email: 'friend-of-guest@example.test', name: 'F', role: 'tenant_admin' } as const
  await assert.rejects(inviteMember(ctx, invited, access.runtime), refused('roleUntil'))
  // To the end of their own they may, and what another role of theirs holds for good lasts.
  assert.equal((await bindRole(ctx, { ...given, ...until }, access.runtime)).expiresAt, until.expiresAt)
  const lasting = await inviteMember(ctx, { ...invited, role: 'tenant_viewer' }, access.runtime)
  assert.equal(lasting.role, 'tenant_viewer')
  // Somebody else's invitation becomes theirs when they send it again.
  const asConsole = await inviteMember(console(), invited, access.runtime)
  await assert.rejects(
    resendInvitation(ctx, { invitationId: asConsole.id }, access.runtime),
    refused('roleUntil'),
  )
})

test('nobody moves the end of a role of their own, nor gives themselves one that outlasts it', async () => {
  const lead = await access.join(console(), {
    email: 'lead@example.test',
    role: 'tenant_viewer',
    scope: tenancy.tenant,
  })
  const end = new Date(access.clock.now().getTime() + 30 * DAY_MS)
  const asked = { memberId: lead.id, role: 'tenant_admin' } as const
  await bindRole(console(), { ...asked, expiresAt: end.toISOString() })
  const ctx = await access.fresh(lead, tenancy.tenant)
  const later = new Date(end.getTime() + DAY_MS).toISOString()
  const refused = (field: string) => (error: unknown) => {
    assert.ok(error instanceof DomainError)
    assert.equal(error.code, 'forbidden')
    assert.deepEqual(
      error.faults.map((fault) => fault.field),
      [field],
    )
    assert.match(error.message, /Another member with the permission member:bind/)
    return true
  }
  const bound = (await entries('member.bind')).length
  await assert.rejects(bindRole(ctx, { ...asked, expiresAt: later }, access.runtime), refused('expiresAt'))
  await assert.rejects(bindRole(ctx, asked, access.runtime), refused('expiresAt'))
  const invited = { email: lead.email, name: 'Lead', role: 'tenant_admin' } as const
  await assert.rejects(inviteMember(ctx, invited, access.runtime), refused('roleUntil'))
  await assert.rejects(
    inviteMember(ctx, { ...invited, roleUntil: later }, access.runtime),
    refused('roleUntil'),
  )
  const asConsole = await inviteMember(console(), invited, access.runtime)
  await assert.rejects(
    resendInvitation(ctx, { invitationId: asConsole.id }, access.runtime),
    refused('roleUntil'),
  )
  assert.equal((await entries('member.bind')).length, bound)

  const sooner = new Date(end.getTime() - DAY_MS).toISOString()
  const shortened = await bindRole(ctx, { ...asked, expiresAt: sooner }, access.runtime)
  assert.equal(shortened.expiresAt, sooner, 'to give up sooner is everybody’s own matter')
  const chief = await access.join(console(), {
    email: 'second-chief@example.test',
    role: 'tenant_admin',
    scope: tenancy.tenant,
  })
  const other = await access.fresh(chief, tenancy.tenant)
  assert.equal((await bindRole(other, { ...asked, expiresAt: later }, access.runtime)).expiresAt, later)
})
