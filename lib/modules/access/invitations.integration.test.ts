// Invitations: one link, one use, 72 hours; looking changes nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import type { Role } from '#lib/core/permissions.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { invitationToken } from '#lib/infra/auth/one-time-token.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import {
  acceptInvitation,
  inviteMember,
  joinByInvitation,
  listMembers,
  previewInvitation,
  resendInvitation,
  revokeInvitation,
  signIn,
} from './index.ts'
import {
  accessWorld,
  PASSWORD,
  type AccessWorld,
  makeTenancy,
  type TestTenancy,
} from './testing/access-world.ts'

const HOUR_MS = 3_600_000
let world: TestWorld
let access: AccessWorld
let tenant: TestTenancy['tenant']
let otherTenant: TestTenancy['tenant']
let serial = 0

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const console = world.console(operatorScope, access.clock)
  await access.setUp(console)
  ;({ tenant, otherTenant } = await makeTenancy(console))
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
const accept = async (token: string, more: { name?: string; password?: string } = {}) =>
  await acceptInvitation(access.visitor(), { token, password: PASSWORD, ...more }, access.runtime)
const preview = async (token: string) => await previewInvitation(access.visitor(), { token }, access.runtime)
const members = async (): Promise<number> =>
  await world.database.asAuth(async (tx) => await tx.member.count())

test('an invitation makes a member with exactly the role in exactly the scope', async () => {
  const { token, email } = await invite('tenant_admin')
  assert.deepEqual(await preview(token), {
    email,
    name: 'Grace Hopper',
    role: 'tenant_admin',
    scopeKind: 'tenant',
    scopeName: 'Acme',
    invitedBy: 'Bailiwick',
    expiresAt: new Date(access.clock.now().getTime() + 72 * HOUR_MS).toISOString(),
    isMember: false,
    signedInAs: null,
  })
  assert.deepEqual(await accept(token, { name: 'Rear Admiral' }), { email, scope: formatScopeParam(tenant) })
  const { members: listed } = await listMembers(consoleIn(tenant))
  const member = listed.find((one) => one.email === email)
  assert.ok(member !== undefined)
  assert.equal(member.name, 'Rear Admiral')
  assert.deepEqual(
    member.bindings.map(({ role, scope }) => [role, scope]),
    [['tenant_admin', formatScopeParam(tenant)]],
  )
  const signedIn = await signIn(access.visitor(), { email, password: PASSWORD }, access.runtime)
  assert.ok(signedIn.ok)
  const entry = await world.database.withScope(
    tenant,
    async (tx) =>
      await tx.auditEntry.findFirstOrThrow({
        where: { action: 'member.accept-invitation', targetId: member.id },
      }),
  )
  assert.equal(entry.actorId, member.id)
})

test('looking at a link changes nothing, however often', async () => {
  const { token } = await invite()
  const earlier = await world.database.withScope(
    tenant,
    async (tx) => await tx.invitation.findMany({ orderBy: { id: 'asc' } }),
  )
  for (let look = 0; look < 3; look += 1) await preview(token)
  const later = await world.database.withScope(
    tenant,
    async (tx) => await tx.invitation.findMany({ orderBy: { id: 'asc' } }),
  )
  assert.deepEqual(later, earlier)
  await accept(token)
})

test('a link is good once, also when it is used twice at the same moment', async () => {
  const { token } = await invite()
  const earlier = await members()
  const results = await Promise.allSettled(
    [1, 2, 3].map(async (n) => await accept(token, { password: `${PASSWORD} ${n}` })),
  )
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  assert.equal(await members(), earlier + 1)
  await assert.rejects(accept(token), { code: 'precondition_failed', message: /used already/ })
  await assert.rejects(preview(token), { code: 'precondition_failed', message: /used already/ })
})

test('a link is good for 72 hours', async () => {
  const [early, late] = [await invite(), await invite()]
  access.clock.advance(72 * HOUR_MS - 1000)
  await accept(early.token)
  access.clock.advance(1000)
  await assert.rejects(accept(late.token), { code: 'precondition_failed', message: /has expired/ })
  await assert.rejects(preview(late.token), { code: 'precondition_failed', message: /has expired/ })
})

test('a link that was taken back is worth nothing, and an accepted one cannot be taken back', async () => {
  const { id, token } = await invite()
  assert.equal((await revokeInvitation(consoleIn(tenant), { invitationId: id })).state, 'revoked')
  await assert.rejects(accept(token), { code: 'precondition_failed', message: /taken back/ })
  await assert.rejects(revokeInvitation(consoleIn(tenant), { invitationId: id }), {
    code: 'precondition_failed',
  })
  const used = await invite()
  await accept(used.token)
  await assert.rejects(revokeInvitation(consoleIn(tenant), { invitationId: used.id }), {
    message: /used already/,
  })
})

test('a second invitation of the same address to the same role replaces the first', async () => {
  const first = await invite()
  const second = await invite('tenant_viewer', tenant, first.email)
  await assert.rejects(accept(first.token), { message: /taken back/ })
  await accept(second.token)
})

test('a token that never was is not found', async () => {
  const forged = invitationToken(access.runtime.keyring, '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')
  for (const token of ['bw_inv_x', forged]) {
    await assert.rejects(accept(token), { code: 'not_found' })
    await assert.rejects(preview(token), { code: 'not_found' })
  }
})

test('a bad password leaves the link open and makes nobody', async () => {
  const { token } = await invite()
  const earlier = await members()
  for (const [password, why] of [
    ['too short', /^password: Use at least 12/],
    ['1qaz2wsx3edc', /^password: .*known in breaches/],
    ['Operator 2026', /^password: .*or of ours/],
  ] as const) {
    await assert.rejects(accept(token, { password }), { code: 'invalid_input', message: why })
  }
  assert.equal(await members(), earlier)
  await accept(token)
})

/** A member of the first tenant, and an invitation of theirs to be admin of the other. */
const inviteMemberOf = async () => {
  const wanted = { email: nextEmail(), role: 'tenant_viewer', scope: tenant } as const
  const member = await access.join(consoleIn(operatorScope), wanted)
  return { member, ...(await invite('tenant_admin', otherTenant, member.email)) }
}
const joinAs = async (sid: string | null, token: string) =>
  await joinByInvitation(access.visitor(), { token, sid }, access.runtime)

test('an existing member joins signed in, and never by a new password', async () => {
  const { member, token } = await inviteMemberOf()
  const shown = await previewInvitation(access.visitor(), { token, sid: member.sid }, access.runtime)
  assert.deepEqual([shown.isMember, shown.signedInAs], [true, member.email])
  assert.equal((await preview(token)).signedInAs, null)
  await assert.rejects(accept(token), { code: 'precondition_failed', message: /Sign in as that member/ })
  await assert.rejects(joinAs(null, token), { code: 'unauthenticated' })
  await joinAs(member.sid, token)
  await access.as(member.sid, tenant)
  await access.as(member.sid, otherTenant)
  await assert.rejects(joinAs(member.sid, token), { code: 'precondition_failed', message: /used already/ })
})

test('a link that was passed on gives nobody else a role, signed in or new', async () => {
  const { member, token, email } = await inviteMemberOf()
  const other = await inviteMemberOf()
  await assert.rejects(joinAs(other.member.sid, token), { code: 'forbidden', message: new RegExp(email) })
  const fresh = await invite()
  const sid = other.member.sid
  await assert.rejects(
    acceptInvitation(access.visitor(), { token: fresh.token, password: PASSWORD, sid }, access.runtime),
    { code: 'forbidden', message: new RegExp(fresh.email) },
  )
  assert.equal((await preview(token)).email, member.email, 'both links are as good as before')
  await accept(fresh.token)
})

test('whoever lost every role can be invited again, and joins signed in', async () => {
  const { member, token } = await inviteMemberOf()
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.deleteMany({ where: { memberId: member.id } })
  })
  await assert.rejects(access.as(member.sid), { code: 'not_found' })
  await joinAs(member.sid, token)
  await access.as(member.sid, otherTenant)
})

test('a member who holds the role already holds it once afterwards', async () => {
  const { member } = await inviteMemberOf()
  const { token } = await invite('tenant_viewer', tenant, member.email)
  await joinAs(member.sid, token)
  const count = await world.database.withScope(
    tenant,
    async (tx) => await tx.roleBinding.count({ where: { memberId: member.id } }),
  )
  assert.equal(count, 1)
})

const resend = async (invitationId: string, scope: Scope = tenant) => {
  const invitation = await resendInvitation(consoleIn(scope), { invitationId }, access.runtime)
  return { ...invitation, token: invitationToken(access.runtime.keyring, invitation.id) }
}

test('sent again, an invitation has a new link and a new term; the old link is dead', async () => {
  const old = await invite()
  access.clock.advance(71 * HOUR_MS)
  const again = await resend(old.id)
  assert.notEqual(again.token, old.token)
  assert.equal(again.expiresAt, new Date(access.clock.now().getTime() + 72 * HOUR_MS).toISOString())
  await assert.rejects(accept(old.token), { code: 'precondition_failed', message: /taken back/ })
  access.clock.advance(2 * HOUR_MS)
  assert.deepEqual(await accept(again.token), { email: old.email, scope: formatScopeParam(tenant) })
  await assert.rejects(resend(again.id), { code: 'precondition_failed', message: /used already/ })
  await assert.rejects(resend(old.id), { code: 'precondition_failed', message: /taken back/ })
})

test('an expired invitation can be sent again, from above too, and by two at once it goes out once', async () => {
  const old = await invite('tenant_admin')
  access.clock.advance(73 * HOUR_MS)
  const tries = await Promise.allSettled([resend(old.id, operatorScope), resend(old.id)])
  const sent = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  assert.equal(sent.length, 1)
  for (const { scope, token } of sent) {
    assert.equal(scope, formatScopeParam(tenant))
    assert.equal((await accept(token)).scope, formatScopeParam(tenant))
  }
})

test('the invitation of another tenant is not there to be sent again', async () => {
  const { id } = await invite()
  await assert.rejects(resend(id, otherTenant), { code: 'not_found' })
})

test('a role that was offered until a moment ends then', async () => {
  const email = nextEmail()
  const roleUntil = new Date(access.clock.now().getTime() + 100 * HOUR_MS).toISOString()
  const invited = { email, name: 'Grace', role: 'tenant_viewer', roleUntil } as const
  const { id } = await inviteMember(consoleIn(tenant), invited, access.runtime)
  const again = await resend(id)
  assert.equal(again.roleUntil, roleUntil)
  await accept(again.token)
  const { members: listed } = await listMembers(consoleIn(tenant))
  assert.equal(listed.find((one) => one.email === email)?.bindings[0]?.expiresAt, roleUntil)
  for (const wrong of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'tomorrow'])
    await assert.rejects(inviteMember(consoleIn(tenant), { ...invited, roleUntil: wrong }, access.runtime), {
      code: 'invalid_input',
      message: /roleUntil/,
    })
})
