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
import { listAudit } from '#lib/modules/audit/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import {
  exportSecurityEvents,
  listSecurityEvents,
  noteSecurityEvent,
  pruneSecurityEvents,
  recordSecurityEvent,
} from './index.ts'

let world: TestWorld
const silent = createLogger('test', 'silent')
const VISITOR = { kind: 'job', name: 'visitor' } as const
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
  await noteSecurityEvent(
    consoleIn(tenancy.tenant),
    { kind: 'request.forbidden', details: { path: '/x' } },
    world,
  )
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
  await noteSecurityEvent(visitor, { kind: 'sign-in.failed', memberId: id }, world)
  const { events } = await listSecurityEvents(consoleIn(tenancy.tenant), { memberId: id })
  assert.deepEqual(
    events.map(({ kind, address, memberName }) => ({ kind, address, memberName })),
    [{ kind: 'sign-in.failed', address: '198.51.100.7', memberName: 'Ada' }],
  )
})

test('secrets, addresses of people and control characters do not get into an event', async () => {
  const credential = newCredential('live')
  const event = {
    kind: 'key.bad',
    userAgent: `tool/1 Bearer ${credential}`,
    details: { text: `${credential} of ada@example.test\r\nforged`, long: 'x'.repeat(500) },
  } as const
  await noteSecurityEvent(consoleIn(tenancy.tenant), event, world)
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
      await recordSecurityEvent(tx, ctx, { kind: 'session.ended', details: { n } })
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
  const away = { ...world.database, asAuth: async () => await Promise.reject(new Error('away')) }
  await noteSecurityEvent({ ...viewer, log: silent }, { kind: 'request.forbidden' }, { database: away })
})

test('a flood is one event that counts, with its first and last moment and where it came from', async () => {
  const id = await memberOf(tenancy.tenant)
  const began = clock.now()
  for (let n = 0; n < 120; n += 1) {
    const ctx = { ...consoleIn(operatorScope), ip: `198.51.100.${n % 60}`, actor: VISITOR }
    const event = { kind: 'sign-in.failed', memberId: id, details: { reason: 'wrong' } } as const
    await noteSecurityEvent(ctx, event, world)
    clock.advance(1000)
  }
  const { events } = await listSecurityEvents(consoleIn(tenancy.tenant), { memberId: id })
  assert.ok(events.length <= 2, 'one, or two when an hour ended meanwhile')
  assert.equal(
    events.reduce((sum, { count }) => sum + count, 0),
    120,
  )
  assert.equal(events.at(-1)?.at, began.toISOString())
  assert.equal(events[0]?.lastAt, new Date(began.getTime() + 119_000).toISOString())
  assert.ok(events.every(({ addresses }) => addresses.length <= 50))
  const later = { memberId: id, from: new Date(began.getTime() + 60_000).toISOString() }
  assert.ok((await listSecurityEvents(consoleIn(tenancy.tenant), later)).events.length > 0)
  const address = { memberId: id, address: '198.51.100.5' }
  assert.ok((await listSecurityEvents(consoleIn(tenancy.tenant), address)).events.length > 0)
})

test('an export carries what the filters leave and what the scope can see, runs no formula, and is audited', async () => {
  const ctx = consoleIn(tenancy.otherTenant)
  await noteSecurityEvent(ctx, { kind: 'key.bad', userAgent: '=1+1', details: { reason: 'x' } }, world)
  const read = async (scope: Scope, input: Record<string, string>): Promise<string> => {
    let text = ''
    for await (const piece of (await exportSecurityEvents(consoleIn(scope), input)).pieces) text += piece
    return text
  }
  const csv = await read(tenancy.otherTenant, { kind: 'key.bad' })
  assert.ok(csv.includes("'=1+1") && csv.split('\r\n').length === 3, csv)
  const json: unknown = JSON.parse(await read(tenancy.otherTenant, { kind: 'key.bad', format: 'json' }))
  assert.ok(JSON.stringify(json).includes('"userAgent":"=1+1"'))
  assert.ok(!(await read(tenancy.tenant, {})).includes('=1+1'), 'nothing of another tenant')
  assert.deepEqual(
    JSON.parse(
      await read(tenancy.tenant, {
        before: newId().replace(/^./, '0'),
        format: 'json',
        to: '2020-01-01T00:00:00Z',
      }),
    ),
    { events: [] },
  )
  const { entries } = await listAudit(ctx, { action: 'security_event.export' })
  assert.equal(entries.length, 2)
  await assert.rejects(exportSecurityEvents(ctx, { address: 'x' }), { message: /^address: / })
})

test('old events are removed', async () => {
  const stored = (await listSecurityEvents(consoleIn(operatorScope), { limit: 200 })).events.length
  assert.ok(stored > 5)
  assert.equal(await pruneSecurityEvents(world.job(operatorScope, clock)), 0)
  clock.advance(401 * 86_400_000)
  assert.equal(await pruneSecurityEvents(world.job(operatorScope, clock)), stored)
})
