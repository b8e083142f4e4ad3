// Lists as files, on real Postgres: rows that move while the file is written stand in it once, and part of
// a list is no file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { exportMembers, exportSources, listSources } from '#lib/modules/access/index.ts'
import { createPlatform, exportServices } from '#lib/modules/tenancy/index.ts'
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

test('sources that are more than are read are no file', async () => {
  await admin.query(
    `insert into source (id, platform_id, name, hash, hint)
     select gen_random_uuid(), $1, 'row ' || number, int4send(number), 'bw_src' from generate_series(1, 10000) number`,
    [own.platformId],
  )
  const ctx = world.console(own)
  assert.equal((await listSources(ctx, { limit: 1 })).more, false)
  assert.equal((await namesOf(exportSources(ctx, {}), async () => {})).length, 10_000)
  await admin.query(
    `insert into source (id, platform_id, name, hash, hint) values (gen_random_uuid(), $1, 'one more', int4send(0), 'bw_src')`,
    [own.platformId],
  )
  await assert.rejects(exportSources(ctx, {}), /choose a platform or a tenant/)
  await assert.rejects(exportSources(ctx, { text: 'one more' }), /choose a platform or a tenant/)
})
