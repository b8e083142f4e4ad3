// Bar test 5 in full: many tenants over a small pool, with everything that can go wrong between taking a connection and
// giving it back. What one transaction leaves behind must never be seen by the next one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId, openDatabase, type Database, type Tx } from '#lib/infra/db/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'

type TenantScope = Extract<Scope, { kind: 'tenant' }>

const QUERIES = 100_000
const TENANTS = 20
const PARALLEL = 200
const POOL = 5
const ROWS_EACH = 5
/** Short, so that transactions run out of time and of patience all the time. */
const LIMITS = { max: POOL, maxWaitMs: 100, timeoutMs: 250 }

/** How a transaction ends; the first is the usual one. */
type Fate = 'commit' | 'throw' | 'in_flight' | 'slow' | 'bad_sql' | 'terminate'
const FATES: readonly Fate[] = ['throw', 'in_flight', 'slow', 'bad_sql', 'terminate']

let world: TestWorld
let database: Database
const scopes: TenantScope[] = []

before(async () => {
  world = await openTestWorld(POOL)
  const platform = await world.database.withScope(
    operatorScope,
    async (tx) => await tx.platform.create({ data: { name: 'Licences' } }),
  )
  for (let number = 0; number < TENANTS; number += 1) scopes.push(await addTenant(platform.id, number))
  database = openDatabase({ tenant: world.db.urls.tenant }, 'isolation', LIMITS)
})
after(async () => {
  await database.close()
  await world.close()
})

async function addTenant(platform: string, number: number): Promise<TenantScope> {
  const row = await world.database.withScope(
    operatorScope,
    async (tx) => await tx.tenant.create({ data: { platformId: platform, name: `T${number}` } }),
  )
  const scope: TenantScope = {
    kind: 'tenant',
    platformId: platformId(platform),
    tenantId: tenantId(row.id),
  }
  const rows = Array.from({ length: ROWS_EACH }, () => newId()).map((id) => ({
    id,
    platformId: platform,
    tenantId: row.id,
    code: id.slice(-8),
    title: 'an incident',
    severity: 'P2' as const,
    dedupKey: id,
    openKey: id,
    openedAt: new Date(),
    policy: {},
  }))
  await world.database.withScope(scope, async (tx) => await tx.incident.createMany({ data: rows }))
  return scope
}

/** Ends the transaction in its way, or lets it go on. */
async function meetFate(tx: Tx, fate: Fate): Promise<void> {
  switch (fate) {
    case 'commit':
      return
    case 'throw':
      throw new Error('given up on purpose')
    case 'in_flight':
      tx.incident.count().catch(() => undefined)
      throw new Error('given up on purpose, with a query under way')
    case 'slow':
      await tx.$queryRaw`select pg_sleep(0.4)::text`
      return
    case 'bad_sql':
      await tx.$queryRaw`select 1 / 0`
      return
    case 'terminate':
      await tx.$queryRaw`select pg_terminate_backend(pg_backend_pid())`
  }
}

const seen = { queries: 0, foreign: 0, partial: 0, committed: 0, ended: 0, unavailable: 0 }

async function look(tx: Tx, scope: TenantScope): Promise<void> {
  const rows = await tx.incident.findMany({ select: { tenantId: true } })
  seen.queries += 1
  seen.foreign += rows.filter((row) => row.tenantId !== scope.tenantId).length
  if (rows.length !== ROWS_EACH) seen.partial += 1
}

async function transact(turn: number): Promise<void> {
  const scope = scopes[turn % TENANTS]
  assert.ok(scope)
  // Two thirds go well; which of the others does what changes from turn to turn.
  const fate = turn % 3 === 0 ? (FATES[Math.floor(turn / 3) % (FATES.length * 8)] ?? 'throw') : 'commit'
  try {
    await database.withScope(scope, async (tx) => {
      for (let i = 0; i < 8; i += 1) await look(tx, scope)
      await meetFate(tx, fate)
      await look(tx, scope)
    })
    seen.committed += 1
  } catch (error) {
    assert.notEqual(error instanceof Error ? error.name : '', 'LeakedScopeError')
    if (error instanceof DomainError && error.code === 'unavailable') seen.unavailable += 1
    else seen.ended += 1
  }
}

test(`${QUERIES} queries of ${TENANTS} tenants, ${PARALLEL} at once over a pool of ${POOL}: no foreign row`, async (context) => {
  let turn = 0
  const work = async (): Promise<void> => {
    while (seen.queries < QUERIES) await transact((turn += 1))
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  context.diagnostic(
    `bar test 5: ${seen.queries} queries, ${seen.foreign} foreign rows; ${seen.committed} transactions committed, ` +
      `${seen.ended} aborted, ${seen.unavailable} without a connection in time`,
  )
  assert.equal(seen.foreign, 0, 'rows of another tenant')
  assert.equal(seen.partial, 0, 'answers without all rows of the tenant')
  for (const kind of ['committed', 'ended', 'unavailable'] as const)
    assert.ok(seen[kind] > 100, `${kind}: ${seen[kind]}`)
})

test('after it every connection is idle and without a scope, and the pool works', async () => {
  await sleep(1000)
  const pool = database.roles.tenant?.pool
  assert.ok(pool)
  assert.equal(pool.dirtyConnections, 0, 'connections that came back inside a transaction')
  for (let i = 0; i < POOL * 4; i += 1) {
    const answer: { readonly rows: readonly unknown[] } = await pool.query(
      `select concat(current_setting('app.tenant_id', true), current_setting('app.platform_id', true),
                     current_setting('app.operator', true), current_setting('app.member_id', true)) as scope`,
    )
    assert.deepEqual(answer.rows, [{ scope: '' }])
  }
  assert.ok(pool.totalCount <= POOL, `${pool.totalCount} connections`)
})
