// Whoever holds a role until a moment arranges no group that would give it for good: not by provisioning, not by sign-on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DomainError, EscalationError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { installRuntime } from '#lib/infra/context/runtime.ts'
import { bindRole } from '#lib/modules/access/index.ts'
import {
  accessWorld,
  makeTenancy,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from '#lib/modules/access/testing/access-world.ts'
import {
  createScimGroup,
  createScimToken,
  createScimUser,
  mapScimGroup,
  patchScimGroup,
  patchScimUser,
  rotateScimToken,
} from '#lib/modules/scim/index.ts'
import { lookupScimToken } from '#lib/infra/auth/scim-token.ts'
import { provisioningContext } from '#lib/infra/context/http-context.ts'
import { createProvider, updateProvider } from '#lib/modules/identity/index.ts'
import type { CreateProviderInput } from '#lib/modules/identity/schemas.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { askScim } from '#testing/scim-world.ts'
import * as groupRoute from './v2/Groups/[id]/route.ts'

type OidcInput = Extract<CreateProviderInput, { readonly kind: 'oidc' }>

const DAY_MS = 86_400_000

let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
let guest: TestMember
let own: NonNullable<Parameters<typeof createProvider>[2]>

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  installRuntime(access.runtime)
  await access.setUp(world.console(operatorScope, access.clock))
  tenancy = await makeTenancy(world.console(operatorScope, access.clock))
  own = {
    ...access.runtime,
    outgoing: createOutgoing({
      log: access.runtime.log,
      resolve: async () => await Promise.resolve(['93.184.215.14']),
    }),
    resolveTxt: async () => await Promise.reject(new Error('ENOTFOUND')),
  }
  // Admin until tomorrow, viewer for good.
  guest = await access.join(console(), {
    email: 'guest@example.test',
    role: 'tenant_viewer',
    scope: tenancy.tenant,
  })
  const expiresAt = new Date(access.clock.now().getTime() + DAY_MS).toISOString()
  await bindRole(console(), { memberId: guest.id, role: 'tenant_admin', expiresAt }, access.runtime)
  await proveDomain()
})
after(async () => await world.close())

const console = () => world.console(tenancy.tenant, access.clock)
const asGuest = async () => await access.fresh(guest, tenancy.tenant)

const addGroup = async (displayName: string): Promise<string> =>
  await console().db.tx(async (tx) => {
    const { platformId, tenantId } = tenancy.tenant
    const now = access.clock.now()
    const names = { displayName, displayNameKey: displayName.toLowerCase() }
    const data = { platformId, tenantId, ...names, createdAt: now, updatedAt: now }
    return (await tx.scimGroup.create({ data, select: { id: true } })).id
  })

const refused = (field: string) => (error: unknown) => {
  assert.ok(error instanceof DomainError, String(error))
  assert.deepEqual([error.code, error.faults.map((fault) => fault.field)], ['forbidden', [field]])
  assert.match(error.message, /a group gives roles without an end.*ask a member whose role lasts/)
  return true
}

test('a group of the provisioning gives no role beyond the end of whoever maps it, nor whoever holds its credential', async () => {
  const scimGroupId = await addGroup('Admins')
  const map = async (ctx: RequestContext, role: 'tenant_admin' | 'tenant_viewer' | null) =>
    (await mapScimGroup(ctx, { scimGroupId, role }, access.runtime)).role
  const guests = await createScimToken(await asGuest(), { name: 'of no mapped group' }, access.runtime)
  await assert.rejects(map(await asGuest(), 'tenant_admin'), refused('role'))
  assert.equal(
    await map(await asGuest(), 'tenant_viewer'),
    'tenant_viewer',
    'what they hold for good, they may',
  )

  assert.equal(await map(console(), 'tenant_admin'), 'tenant_admin')
  await assert.rejects(createScimToken(await asGuest(), { name: 'late' }, access.runtime), refused('scope'))
  const scimTokenId = guests.token.id
  await assert.rejects(rotateScimToken(await asGuest(), { scimTokenId }, access.runtime), refused('scope'))
  assert.equal(await map(await asGuest(), null), null, 'to take a role from a group gives nobody anything')
  await rotateScimToken(await asGuest(), { scimTokenId }, access.runtime)
})

test('nor do the groups of a provider: neither by their list, nor by making it one’s own', async () => {
  const make = async (ctx: RequestContext, given: Pick<OidcInput, 'mapping' | 'defaultRole'>) => {
    const settings = { issuer: 'https://id.example.com', clientId: 'ops' }
    const wanted = { kind: 'oidc', name: 'ID', settings, clientSecret: 'a secret of theirs' } as const
    return await createProvider(ctx, { ...wanted, ...given }, own)
  }
  const mapping = [{ group: 'admins', role: 'tenant_admin' as const }]
  await assert.rejects(make(await asGuest(), { mapping }), refused('mapping.0.role'))
  await assert.rejects(make(await asGuest(), { defaultRole: 'tenant_admin' }), refused('defaultRole'))
  const theirs = await make(await asGuest(), { mapping: [{ group: 'staff', role: 'tenant_viewer' }] })
  await assert.rejects(
    updateProvider(await asGuest(), { providerId: theirs.id, mapping }, own),
    refused('mapping.0.role'),
  )

  const { id: providerId } = await make(console(), { mapping })
  const settings = { issuer: 'https://id.of-the-guest.example.com', clientId: 'ops' }
  const change = async (given: Partial<Parameters<typeof updateProvider>[1]>) =>
    await updateProvider(await asGuest(), { providerId, ...given }, own)
  for (const given of [{ settings }, { clientSecret: 'another' }, { state: 'active' as const }])
    await assert.rejects(change(given), refused('mapping.0.role'), JSON.stringify(given))
  assert.equal((await change({ name: 'Renamed', state: 'paused' })).state, 'paused')
  assert.deepEqual((await change({ mapping: [], settings })).mapping, [])
})

/** The context of whoever shows the credential of a token; fails the test for one that opens nothing. */
async function withToken(credential: string): Promise<RequestContext> {
  const identity = await lookupScimToken(access.runtime, credential)
  assert.ok(identity !== null)
  return provisioningContext(access.runtime, identity, { forwardedFor: null, requestId: 'test' })
}

/** Proves the domain of the addresses in these tests. */
async function proveDomain(): Promise<void> {
  await console().db.tx(async (tx) => {
    const { platformId, tenantId } = tenancy.tenant
    const at = access.clock.now()
    const data = {
      platformId,
      tenantId,
      domain: 'acme.test',
      token: 'of acme',
      createdAt: at,
      verifiedAt: at,
    }
    await tx.emailDomain.create({ data, select: { id: true } })
  })
}

const givesNothing = (error: unknown) => {
  assert.ok(error instanceof EscalationError, String(error))
  assert.match(error.message, /Have a member whose role lasts rotate it/)
  return true
}

test('who tries it is told so by the standard, in the feed of the scope and in its audit chain', async () => {
  const made = await createScimToken(await asGuest(), { name: 'tried' }, access.runtime)
  const theirs = await withToken(made.credential)
  const user = await createScimUser(theirs, { userName: 'other@acme.test' }, access.runtime)
  const id = await addGroup('Noted')
  await mapScimGroup(console(), { scimGroupId: id, role: 'tenant_admin' }, access.runtime)
  const body = { Operations: [{ op: 'add', path: 'members', value: [{ value: user.id }] }] }
  const answer = await askScim('PATCH', groupRoute.PATCH, { as: made, id, body })
  assert.deepEqual([answer.status, answer.body['status']], [403, '403'])
  const detail = String(answer.body['detail'])
  assert.match(detail, /Have a member whose role lasts rotate it/)

  const { events } = await listSecurityEvents(console(), { kind: 'role.escalation' })
  assert.deepEqual(
    events.map(({ count, details }) => [count, details['reason']]),
    [[1, detail.slice(0, 200)]],
    'the feed keeps the beginning of a text',
  )
  const { entries } = await listAudit(console(), { action: 'access.deny' })
  const [denied, ...more] = entries.filter(({ actorId }) => actorId === made.token.id)
  assert.deepEqual([denied?.details?.['reason'], more], [detail, []])
  await mapScimGroup(console(), { scimGroupId: id, role: null }, access.runtime)
})

test('a token that they made before a group gave anything gives no role: neither now, nor when theirs is over, until it is rotated', async () => {
  const made = await createScimToken(await asGuest(), { name: 'made first' }, access.runtime)
  assert.ok(made.token.makerUntil !== null)
  const theirs = await withToken(made.credential)
  const user = await createScimUser(theirs, { userName: 'friend@acme.test' }, access.runtime)
  const group = await createScimGroup(theirs, { displayName: 'Chiefs' }, access.runtime)
  const change = async (ctx: RequestContext, op: 'add' | 'remove') => {
    const value = [{ value: user.id }]
    const patch = { Operations: [{ op, path: 'members', value }] }
    return (await patchScimGroup(ctx, { id: group.id, patch }, access.runtime)).members.length
  }
  const switchTo = async (ctx: RequestContext, active: boolean) =>
    await patchScimUser(
      ctx,
      { id: user.id, patch: { Operations: [{ op: 'replace', path: 'active', value: active }] } },
      access.runtime,
    )
  const roles = async () =>
    await console().db.read(async (tx) => {
      const { memberId } = await tx.scimUser.findUniqueOrThrow({ where: { id: user.id } })
      return (await tx.roleBinding.findMany({ where: { memberId } })).map(({ role }) => role)
    })
  assert.equal(await change(theirs, 'add'), 1, 'a group that gives nothing takes anybody')
  assert.equal(await change(theirs, 'remove'), 0)
  await mapScimGroup(console(), { scimGroupId: group.id, role: 'tenant_admin' }, access.runtime)
  await assert.rejects(change(theirs, 'add'), givesNothing)

  // Whom another token put in, theirs may switch off, and may not switch on again.
  const lasting = await createScimToken(console(), { name: 'lasting' }, access.runtime)
  assert.equal(lasting.token.makerUntil, null)
  const ours = await withToken(lasting.credential)
  await change(ours, 'add')
  assert.deepEqual(await roles(), ['tenant_admin'])
  await switchTo(theirs, false)
  assert.deepEqual(await roles(), [])
  await assert.rejects(
    change(theirs, 'remove').then(async () => await change(theirs, 'add')),
    givesNothing,
  )
  await change(ours, 'add')
  await assert.rejects(switchTo(theirs, true), givesNothing)
  await switchTo(ours, true)
  assert.deepEqual(await roles(), ['tenant_admin'], 'nothing that was refused is left over')
  await change(theirs, 'remove')
  assert.deepEqual(await roles(), [], 'to take is everybody’s')

  access.clock.advance(2 * DAY_MS)
  await assert.rejects(change(theirs, 'add'), givesNothing)
  const rotated = await rotateScimToken(console(), { scimTokenId: made.token.id }, access.runtime)
  assert.deepEqual([rotated.token.makerUntil, rotated.token.previousUntil], [null, null])
  assert.equal(await lookupScimToken(access.runtime, made.credential), null, 'the one that they know is over')
  await assert.rejects(change(theirs, 'add'), givesNothing, 'and gives nothing in a request begun before')
  await change(await withToken(rotated.credential), 'add')
  assert.deepEqual(await roles(), ['tenant_admin'])
})
