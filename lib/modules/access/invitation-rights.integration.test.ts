// Invitations: nobody grants what they lack, the mail is asked for by id, and no scope sees those of another.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import type { Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { invitationToken } from '#lib/infra/auth/one-time-token.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import {
  acceptInvitation,
  inviteMember,
  listMembers,
  prepareInvitationMail,
  previewInvitation,
  removeBinding,
  revokeInvitation,
} from './index.ts'
import {
  accessWorld,
  PASSWORD,
  type AccessWorld,
  type TestMember,
  makeTenancy,
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
  const console = world.console(operatorScope, access.clock)
  admin = await access.setUp(console)
  ;({ platform, tenant, otherTenant } = await makeTenancy(console))
})
after(async () => await world.close())

const consoleIn = (scope: Scope): RequestContext => world.console(scope, access.clock)
const nextEmail = (): string => {
  serial += 1
  return `invited-${serial}@example.test`
}
const invite = async (role: Role = 'tenant_viewer', scope: Scope = tenant, email: string = nextEmail()) => {
  const invitation = await inviteMember(
    consoleIn(scope),
    { email, name: 'Grace Hopper', role },
    access.runtime,
  )
  return { ...invitation, token: invitationToken(access.runtime.keyring, invitation.id) }
}
const accept = async (token: string, more: { name?: string; password?: string; code?: string } = {}) =>
  await acceptInvitation(access.visitor(), { token, password: PASSWORD, ...more }, access.runtime)
const preview = async (token: string) => await previewInvitation(access.visitor(), { token }, access.runtime)

test('nobody grants what they lack, and no role above its level', async () => {
  const platformAdmin = await access.join(consoleIn(operatorScope), {
    email: nextEmail(),
    role: 'platform_admin',
    scope: platform,
  })
  const ctx = await access.fresh(platformAdmin, platform)
  const wanted = async (role: Role) =>
    await inviteMember(ctx, { email: nextEmail(), name: 'X', role }, access.runtime)
  await wanted('on_call')
  await assert.rejects(wanted('finance'), { code: 'forbidden', message: /ledger:import, which you lack/ })
  await assert.rejects(wanted('operator_admin'), { code: 'invalid_input', message: /^role: / })
  await assert.rejects(wanted('tenant_admin'), { code: 'invalid_input', message: /level platform/ })
  const tenantAdmin = await access.join(consoleIn(operatorScope), {
    email: nextEmail(),
    role: 'tenant_admin',
    scope: tenant,
  })
  const below = await access.fresh(tenantAdmin, tenant)
  await inviteMember(below, { email: nextEmail(), name: 'X', role: 'tenant_admin' }, access.runtime)
  await assert.rejects(
    inviteMember(below, { email: nextEmail(), name: 'X', role: 'viewer' }, access.runtime),
    { code: 'invalid_input' },
  )
  const viewer = await access.join(consoleIn(operatorScope), {
    email: nextEmail(),
    role: 'tenant_viewer',
    scope: tenant,
  })
  await assert.rejects(
    inviteMember(
      await access.fresh(viewer, tenant),
      { email: nextEmail(), name: 'X', role: 'tenant_viewer' },
      access.runtime,
    ),
    { code: 'forbidden' },
  )
})

test('the links of somebody who lost the right to invite die with it', async () => {
  const inviter = await access.join(consoleIn(operatorScope), {
    email: nextEmail(),
    role: 'tenant_admin',
    scope: tenant,
  })
  const ctx = await access.fresh(inviter, tenant)
  const invitation = await inviteMember(
    ctx,
    { email: nextEmail(), name: 'Accomplice', role: 'tenant_admin' },
    access.runtime,
  )
  const token = invitationToken(access.runtime.keyring, invitation.id)
  assert.equal((await preview(token)).invitedBy, 'A Member')
  const { members: listed } = await listMembers(consoleIn(tenant))
  const [binding] = listed.find((member) => member.id === inviter.id)?.bindings ?? []
  await removeBinding(consoleIn(tenant), { bindingId: binding?.id ?? '' })
  await assert.rejects(preview(token), { code: 'precondition_failed', message: /taken back/ })
  await assert.rejects(accept(token), { code: 'precondition_failed' })
})

test('the mail is asked for by id alone, in the transaction of the invitation', async () => {
  const { id, token, email } = await invite()
  const rows = await world.database.withScope(
    tenant,
    async (tx) => await tx.outbox.findMany({ where: { kind: 'invitation.send' } }),
  )
  const own = rows.filter((row) => JSON.stringify(row.payload).includes(id))
  assert.deepEqual(
    own.map((row) => row.payload),
    [{ invitationId: id }],
  )
  const mail = await prepareInvitationMail(
    world.job(tenant, access.clock),
    { invitationId: id },
    access.runtime,
  )
  assert.ok(mail !== null)
  assert.equal(mail.to, email)
  assert.equal(mail.scopeName, 'Acme')
  assert.equal(mail.url, `http://localhost:3000/invitation#${token}`)
})

test('no mail goes out for an invitation that is no longer open, or that is another tenant’s', async () => {
  const { id } = await invite()
  const other = world.job(otherTenant, access.clock)
  assert.equal(await prepareInvitationMail(other, { invitationId: id }, access.runtime), null)
  await revokeInvitation(consoleIn(tenant), { invitationId: id })
  assert.equal(
    await prepareInvitationMail(world.job(tenant, access.clock), { invitationId: id }, access.runtime),
    null,
  )
})

test('an invitation of another tenant is not found, and stays', async () => {
  const { id, token } = await invite()
  await assert.rejects(revokeInvitation(consoleIn(otherTenant), { invitationId: id }), { code: 'not_found' })
  const listed = await listMembers(consoleIn(otherTenant))
  assert.ok(listed.invitations.every((invitation) => invitation.id !== id))
  await accept(token)
})

test('pending invitations are listed with the first page only, without token', async () => {
  const { id, token } = await invite()
  const first = await listMembers(consoleIn(tenant), { limit: 1 })
  assert.ok(first.invitations.some((invitation) => invitation.id === id && invitation.state === 'open'))
  assert.ok(!JSON.stringify(first).includes(token))
  const second = await listMembers(consoleIn(tenant), { limit: 1, after: first.next ?? '' })
  assert.deepEqual(second.invitations, [])
  assert.notEqual(second.members[0]?.id, first.members[0]?.id)
  assert.ok(admin.id !== second.members[0]?.id, 'a tenant does not see who works for the operator')
})
