// Lists as files, on real Postgres: rows that move while the file is written stand in it once, and however many there are, the
// file has them all.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { exportMembers, exportSources, listSources } from '#lib/modules/access/index.ts'
import { exportRules } from '#lib/modules/alerting/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { createPlatform, exportServices, exportTenants } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'

let world: TestWorld
let admin: pg.Client
let own: Extract<Scope, { kind: 'platform' }>

/** More than is read at once. */
const ROWS = 450

before(async () => {
  world = await openTestWorld()
  admin = new pg.Client({ connectionString: world.db.urls.admin })
  await admin.connect()
  const { id } = await createPlatform(world.console(operatorScope), { name: 'Own' })
  own = { kind: 'platform', platformId: platformId(id) }
})
after(async () => {
  await admin.end()
  await world.close()
})

/** Runs a statement for each of the rows; `$2` is its name, and they sort like their numbers. */
async function addRows(statement: string): Promise<void> {
  for (let at = 1; at <= ROWS; at += 1) await admin.query(statement, [own.platformId, `row ${1000 + at}`])
}

/** The names in a file, whose rows are moved once the first of them is written. */
async function namesOf(file: Promise<Download>, move: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = []
  for await (const piece of (await file).pieces) {
    const name = /row \d+/.exec(piece)?.[0]
    if (name === undefined) continue
    names.push(name)
    if (names.length === 1) await move()
  }
  return names
}

const ALL = Array.from({ length: ROWS }, (_, at) => `row ${1001 + at}`)

test('services that change their state while the file is written stand in it once', async () => {
  await addRows(
    `insert into service (id, platform_id, name, state) values (gen_random_uuid(), $1, $2, 'degraded')`,
  )
  const ctx = world.console(own)
  // The last of a batch moves to the end, and one behind it to the beginning.
  const move = async () =>
    await admin.query(
      `update service set state = case name when 'row 1200' then 'healthy' else 'down' end::service_state
        where name in ('row 1200', 'row 1300')`,
    )
  assert.deepEqual(await namesOf(exportServices(ctx, {}), move), ALL)
})

test('members who change while the file is written stand in it once', async () => {
  await addRows(
    `with made as (insert into member (id, email, name) values (gen_random_uuid(), gen_random_uuid() || '@example.test', $2) returning id)
     insert into role_binding (id, member_id, role, platform_id) select gen_random_uuid(), id, 'viewer', $1 from made`,
  )
  const ctx = world.console(own)
  const move = async () =>
    await admin.query(`update member set state = 'disabled' where name in ('row 1200', 'row 1300')`)
  assert.deepEqual(await namesOf(exportMembers(ctx, { sort: 'state', text: 'row' }), move), ALL)
})

test('tenants that are suspended while the file is written stand in it once', async () => {
  await addRows(`insert into tenant (id, platform_id, name) values (gen_random_uuid(), $1, $2)`)
  const move = async () =>
    await admin.query(`update tenant set state = 'suspended' where name in ('row 1200', 'row 1300')`)
  assert.deepEqual(await namesOf(exportTenants(world.console(own), { sort: '-state' }), move), ALL)
})

test('rules that become more severe while the file is written stand in it once', async () => {
  await addRows(
    `insert into rule (id, platform_id, name, expr, severity, summary) values (gen_random_uuid(), $1, $2, 'up', 'P2', 'down')`,
  )
  const move = async () =>
    await admin.query(`update rule set severity = 'P0' where name in ('row 1200', 'row 1300')`)
  assert.deepEqual(await namesOf(exportRules(world.console(own), { sort: 'severity' }), move), ALL)
})

test('more sources than one answer holds are a file all the same, and a list that goes on', async () => {
  const MANY = 10_050
  await admin.query(
    `insert into source (id, platform_id, name, hash, hint)
     select gen_random_uuid(), $1, 'row ' || (100000 + number), int4send(number), 'bw_src' from generate_series(1, $2::int) number`,
    [own.platformId, MANY],
  )
  const ctx = world.console(own)
  const all = Array.from({ length: MANY }, (_, at) => `row ${100_001 + at}`)
  const move = async () =>
    await admin.query(`update source set name = 'row 1' where name in ('row 100200', 'row 110050')`)
  const moved = all.map((name) => (name === 'row 110050' ? 'row 1' : name))
  assert.deepEqual(await namesOf(exportSources(ctx, { sort: 'name' }), move), moved)
  const whole = await listSources(ctx, { sort: 'name' })
  assert.deepEqual([whole.sources.length, whole.more, whole.total], [10_000, true, MANY])
  assert.ok(whole.next !== null)
  const rest = await listSources(ctx, { sort: 'name', after: whole.next })
  assert.deepEqual([rest.sources.length, rest.more, rest.next], [50, false, null])
  const { details } = (await listAudit(ctx, { action: 'source.export' })).entries[0] ?? {}
  assert.deepEqual(details, { format: 'csv', isFiltered: false, rows: MANY })
})
