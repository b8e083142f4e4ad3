import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, ownerOf, type Scope } from '#lib/core/scope.ts'
import { newCredential } from '#lib/infra/auth/credential.ts'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createRuntime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { listSecurityEvents, noteSecurityEvent, pruneSecurityEvents, recordSecurityEvent } from './index.ts'

let world: TestWorld
const clock = manualClock(systemClock.now())
let tenancy: { platform: Scope; tenant: Scope; otherTenant: Scope }

const consoleIn = (scope: Scope): RequestContext => world.console(scope, clock)

before(async () => {
  world = await openTestWorld()
  const ctx = consoleIn(operatorScope)
  const platform = { platformId: platformId((await createPlatform(ctx, { name: 'Sankofa' })).id) }
  const tenant = async (name: string): Promise<Scope> => ({
    kind: 'tenant',
    ...platform,
    tenantId: tenantId((await createTenant(ctx, { ...platform, name })).id),
  })
  tenancy = {
    platform: { kind: 'platform', ...platform },
    tenant: await tenant('Acme'),
    otherTenant: await tenant('Globex'),
  }
})
after(async () => await world.close())

/** A member with one role in one scope. */
async function memberOf(scope: Scope): Promise<string> {
  const id = newId()
  await world.database.asAuth(
    async (tx) =>
      await tx.member.create({
        data: { id, name: 'Ada', email: `${id}@example.test` },
        select: { id: true },
      }),
  )
  await world.database.withScope(
    scope,
    async (tx) =>
      await tx.roleBinding.create({
        data: { memberId: id, role: 'tenant_viewer', ...ownerOf(scope) },
        select: { id: true },
      }),
  )
  return id
}

test('an event belongs to the scope of its request, and only that scope and those above see it', async () => {
  await noteSecurityEvent(consoleIn(tenancy.tenant), { kind: 'request.forbidden', details: { path: '/x' } })
  const seen = async (scope: Scope): Promise<number> =>
    (await listSecurityEvents(consoleIn(scope), { kind: 'request.forbidden' })).events.length
  assert.deepEqual(
    [
      await seen(tenancy.tenant),
      await seen(tenancy.otherTenant),
      await seen(tenancy.platform),
      await seen(operatorScope),
    ],
    [1, 0, 1, 1],
  )
})

test('what happens at the account of a member of one tenant is seen there', async () => {
  const id = await memberOf(tenancy.tenant)
  const runtime = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('test', 'error'),
    publicUrl: 'http://localhost:3000',
    clock,
  })
  const visitor = visitorContext(runtime, { forwardedFor: '198.51.100.7' })
  await noteSecurityEvent(visitor, { kind: 'sign-in.failed', memberId: id })
  const { events } = await listSecurityEvents(consoleIn(tenancy.tenant), { memberId: id })
  assert.deepEqual(
    events.map(({ kind, address, memberName }) => ({ kind, address, memberName })),
    [{ kind: 'sign-in.failed', address: '198.51.100.7', memberName: 'Ada' }],
  )
})

test('secrets, addresses of people and control characters do not get into an event', async () => {
  const credential = newCredential('live')
  await noteSecurityEvent(consoleIn(tenancy.tenant), {
    kind: 'key.bad',
    userAgent: `tool/1 Bearer ${credential}`,
    details: { text: `${credential} of ada@example.test\r\nforged`, long: 'x'.repeat(500) },
  })
  const { events } = await listSecurityEvents(consoleIn(tenancy.tenant), { kind: 'key.bad' })
  const text = JSON.stringify(events)
  assert.ok(!text.includes(credential.slice(8)) && !text.includes('ada@example.test'))
  assert.equal(String(events[0]?.details['long']).length, 200)
  assert.ok(!String(events[0]?.details['text']).includes('\r'))
})

test('pages go on where the one before ended, filters narrow, and a faulty filter is named', async () => {
  const ctx = consoleIn(tenancy.otherTenant)
  await ctx.db.tx(async (tx) => {
    for (let n = 0; n < 5; n += 1)
      await recordSecurityEvent(tx, ctx, { kind: 'factor.failed', details: { n } })
  })
  const first = await listSecurityEvents(ctx, { limit: 3 })
  const second = await listSecurityEvents(ctx, { limit: 3, before: first.next ?? '' })
  assert.deepEqual(
    [...first.events, ...second.events].map(({ details }) => details['n']),
    [4, 3, 2, 1, 0],
  )
  assert.equal(second.next, null)
  assert.equal((await listSecurityEvents(ctx, { severity: 'critical' })).events.length, 0)
  const later = new Date(clock.now().getTime() + 1000).toISOString()
  assert.equal((await listSecurityEvents(ctx, { from: later })).events.length, 0)
  for (const [field, value] of [
    ['kind', 'nothing.known'],
    ['address', '1.2.3'],
    ['memberId', 'x'],
    ['from', 'yesterday'],
    ['severity', 'loud'],
  ] as const) {
    await assert.rejects(listSecurityEvents(ctx, { [field]: value }), {
      code: 'invalid_input',
      message: new RegExp(`^${field}: `),
    })
  }
})

test('a viewer without the permission is refused, and a feed that cannot be written changes nothing', async () => {
  const id = memberId(await memberOf(tenancy.tenant))
  const viewer = world.member(tenancy.tenant, 'tenant_viewer', id)
  await assert.rejects(listSecurityEvents(viewer, {}), { code: 'forbidden' })
  const broken = { ...viewer, db: { ...viewer.db, tx: async () => await Promise.reject(new Error('away')) } }
  await noteSecurityEvent(broken, { kind: 'request.forbidden' })
})

test('old events are removed', async () => {
  const stored = (await listSecurityEvents(consoleIn(operatorScope), { limit: 200 })).events.length
  assert.ok(stored > 5)
  assert.equal(await pruneSecurityEvents(world.job(operatorScope, clock)), 0)
  clock.advance(401 * 86_400_000)
  assert.equal(await pruneSecurityEvents(world.job(operatorScope, clock)), stored)
})
