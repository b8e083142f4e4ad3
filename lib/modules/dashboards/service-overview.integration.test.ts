// The page of one service on real Postgres: its signals are asked in the scope that owns it, its days are its own.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import type { EngineClient } from '#lib/infra/engine/engine-client.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { serviceOverview } from './index.ts'

const NOW = new Date('2026-11-20T06:32:07Z')
const clock = manualClock(NOW)

let world: TestWorld
let admin: pg.Client
let platform: Scope
let merbau: Scope
let stranger: Scope
const payments = newId()

before(async () => {
  world = await openTestWorld()
  admin = new pg.Client({ connectionString: world.db.urls.admin })
  await admin.connect()
  const staff = world.console(operatorScope, clock)
  const one = await createPlatform(staff, { name: 'Signals' })
  const own = { platformId: platformId(one.id) }
  const makeTenant = async (name: string): Promise<Scope> => {
    const { id } = await createTenant(staff, { ...own, name })
    return { kind: 'tenant', ...own, tenantId: tenantId(id) }
  }
  platform = { kind: 'platform', ...own }
  merbau = await makeTenant('Merbau')
  stranger = await makeTenant('Stranger')
  assert.ok(merbau.kind === 'tenant')
  await admin.query(
    `insert into service (id, platform_id, tenant_id, name, created_at) values ($1, $2, $3, 'payments', $4)`,
    [payments, own.platformId, merbau.tenantId, new Date('2026-11-10T00:00:00Z')],
  )
  await admin.query(
    `insert into incident (id, platform_id, tenant_id, code, title, severity, state, service_id, dedup_key, open_key, opened_at, policy)
     values ($1, $2, $3, 'INC-1', 'Slow', 'P2', 'open', $4, 'k', 'k', $5, '{}')`,
    [newId(), own.platformId, merbau.tenantId, payments, new Date('2026-11-19T23:00:00Z')],
  )
})
after(async () => {
  await admin.end()
  await world.close()
})

/** When the newest sample was taken, as the engine says it; nothing for series that ended. */
const NEWEST = String(NOW.getTime() / 1000 - 42)

/** An engine that answers every expression with `value`, or throws it, and `newest` where it is asked for that. */
function fakeEngine(
  value: string | DomainError,
  newest = NEWEST,
): EngineClient & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async ask(scope, _endpoint, { query = '' }) {
      assert.deepEqual(scope, merbau)
      asked.push(query)
      if (value instanceof DomainError) throw value
      const answer = query.startsWith('max(timestamp(') ? newest : value
      const result = answer === '' ? [] : [{ metric: {}, value: [NOW.getTime() / 1000, answer] }]
      return { status: 'success', data: { resultType: 'vector', result } }
    },
  }
}
const valuesOf = async (value: string | DomainError) => {
  const { figures } = await serviceOverview(
    world.console(platform, clock),
    { serviceId: payments },
    fakeEngine(value),
  )
  return [figures.traffic, figures.errors, figures.latency, figures.saturation].map((figure) => [
    figure.value,
    figure.missing?.reason,
  ])
}

test('the signals of a service are asked in the scope that owns it, and what it does not send is not measured', async () => {
  const engine = fakeEngine('0.25')
  const { figures, days } = await serviceOverview(
    world.console(platform, clock),
    { serviceId: payments },
    engine,
  )
  assert.equal(engine.asked.length, 8)
  assert.ok(engine.asked.every((query) => query.includes('job="payments"')))
  assert.equal(figures.errors.value, 0.25)
  assert.deepEqual([figures.errors.asOf, figures.errors.ageSeconds], ['2026-11-20T06:31:25.000Z', 42])
  assert.match(figures.errors.inputs[0]?.href ?? '', /^\/explore\?q=.+&scope=tenant%3A/)
  assert.deepEqual(days.marks.slice(-4), ['calm', 'calm', 'degraded', 'degraded'])
  for (const [value, reason] of [...(await valuesOf('')), ...(await valuesOf('NaN'))]) {
    assert.equal(value, null)
    assert.match(String(reason), /has sent no usable sample of /)
  }
  for (const [value, reason] of await valuesOf(new DomainError('unavailable', 'away'))) {
    assert.equal(value, null)
    assert.match(String(reason), /does not answer/)
  }
})

test('of series that ended a signal counts as being as old as it can be', async () => {
  const { figures } = await serviceOverview(
    world.console(platform, clock),
    { serviceId: payments },
    fakeEngine('0.25', ''),
  )
  assert.deepEqual([figures.traffic.value, figures.traffic.ageSeconds], [0.25, 300])
})

test('a service of somebody else has no signals, like one that is not there', async () => {
  const engine = fakeEngine('1')
  for (const serviceId of [payments, newId()]) {
    await assert.rejects(
      serviceOverview(world.console(stranger, clock), { serviceId }, engine),
      (error: unknown) => error instanceof DomainError && error.code === 'not_found',
    )
  }
  await assert.rejects(
    serviceOverview(world.console(merbau, clock), { serviceId: '<b>' }, engine),
    (error: unknown) => error instanceof DomainError && error.code === 'invalid_input',
  )
  assert.deepEqual(engine.asked, [])
})
