// Bar test 47 over the catalogue: no column with texts is without a rule, and a person who was planted in every one of them
// that may tell of a person is found nowhere after the erasure, while somebody else is where they were.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { operatorScope } from '#lib/core/scope.ts'
import { memberId, platformId } from '#lib/core/ids.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { recordAudit, verifyAudit } from '#lib/modules/audit/index.ts'
import { openIncident } from '#lib/modules/incidents/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { plantPerson, rowsTelling, type PlantedPerson } from '#testing/planted-person.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { columnsWith, PERSONAL_DATA, STAYING_SCHEMAS } from './domain/personal-data.ts'
import { eraseSubject } from './index.ts'

let world: TestWorld
let admin: pg.Client
let own: Runtime
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'personal-data-'))
  world = await openTestWorld()
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const log = createLogger('personal-data', 'silent')
  own = createRuntime({ secret: TEST_SECRET, database: world.database, log, publicUrl: 'https://bw.example' })
  installRuntime(own)
})
after(async () => {
  await admin.end()
  await world.close()
  await rm(folder, { recursive: true })
})

/** Columns in which a text, a document, an address or bytes may stand. */
async function textColumns(): Promise<{ schema: string; table: string; column: string }[]> {
  const { rows } = await admin.query<{ schema: string; table: string; column: string }>(
    `select n.nspname as schema, c.relname as "table", a.attname as "column"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and c.relname <> '_prisma_migrations'
        and a.attnum > 0 and not a.attisdropped
        and (t.typcategory in ('S', 'I') or t.typname in ('json', 'jsonb', 'bytea', 'xml') or e.typcategory in ('S', 'I'))
      order by 1, 2, 3`,
  )
  return rows
}

test('every column with texts has a rule or a reason, every rule has a column, and what is to be changed may be', async (t) => {
  const columns = await textColumns()
  const missing = columns.filter(
    ({ schema, table, column }) =>
      STAYING_SCHEMAS[schema] === undefined && PERSONAL_DATA[table]?.[column] === undefined,
  )
  assert.deepEqual(missing, [], 'say in domain/personal-data.ts what becomes of it')
  const there = new Set(columns.map(({ table, column }) => `${table}.${column}`))
  const ruled = Object.entries(PERSONAL_DATA).flatMap(([table, rules]) =>
    Object.keys(rules).map((column) => `${table}.${column}`),
  )
  assert.deepEqual(
    ruled.filter((one) => !there.has(one)),
    [],
  )
  for (const { table, column } of [...columnsWith('words'), ...columnsWith('name')]) {
    const { rows } = await admin.query<{ may: boolean }>(
      `select has_column_privilege('staff', $1, $2, 'update') as may`,
      [table, column],
    )
    assert.equal(rows[0]?.may, true, `${table}.${column}`)
  }
  t.diagnostic(
    `${ruled.length} columns with texts in ${Object.keys(PERSONAL_DATA).length} tables, each with a rule`,
  )
})

test('every table that refers to a member has a rule', async () => {
  const { rows } = await admin.query<{ table: string }>(
    `select distinct c.relname as "table" from pg_class c join pg_attribute a on a.attrelid = c.oid
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and (a.attname = 'member_id' or exists (
        select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'member'::regclass))`,
  )
  const tables = rows.map(({ table }) => table)
  assert.ok(tables.length > 15)
  assert.deepEqual(
    tables.filter((table) => PERSONAL_DATA[table] === undefined),
    [],
  )
})

async function person(first: string, name: string, marker: string): Promise<PlantedPerson> {
  const id = await insertMember(admin, first)
  const email = `${marker}@mail.example.test`
  await admin.query('update member set name = $2, email = $3 where id = $1', [id, name, email])
  return { id, name, email, marker }
}

/** The person acts and is acted on, and before that under another name: chains tell of it. */
async function act({ id, name, email }: PlantedPerson, former: string): Promise<void> {
  for (const called of [former, name]) {
    const ctx = {
      ...world.member(operatorScope, 'operator_admin', id, true),
      actor: { kind: 'member', id: memberId(id), name: called, email } as const,
    }
    const target = { kind: 'test', id: '1', name: `of ${called}` }
    await ctx.db.tx(
      async (tx) => await recordAudit(tx, ctx, { action: 'test.act', target, details: { email } }),
    )
  }
}

/** What the rows of people hang on. */
async function thingsToReferTo(name: string): Promise<void> {
  const platform = await createPlatform(world.console(operatorScope), { name })
  const inPlatform = { kind: 'platform', platformId: platformId(platform.id) } as const
  await createTenant(world.console(operatorScope), { platformId: platform.id, name: 'acme' })
  await openIncident(world.console(inPlatform), { title: 'something' })
  await admin.query('insert into audit_anchor (id, at, heads) values (gen_random_uuid(), now(), 0)')
  await admin.query(
    `insert into service (id, platform_id, name) values (gen_random_uuid(), $1, 'something')`,
    [platform.id],
  )
}

test('bar 47: a person planted in every column is found in none of them after the erasure', async (t) => {
  const nadia = await person('nadia', 'Nadia Verwechselbar', 'plantednadia')
  const otto = await person('otto', 'Otto Beispielmann', 'plantedotto')
  const former = 'Nadia Vorher-Anders'
  await act(nadia, former)
  await act(otto, 'Otto Frueher-Anders')
  await thingsToReferTo('First')
  const planted = await plantPerson(admin, { person: nadia, other: otto })
  await thingsToReferTo('Second')
  await plantPerson(admin, { person: otto, other: nadia })
  // Two addresses of one person were told of the same incident, and a text calls the person by the former name.
  await admin.query(
    `set session_replication_role = replica;
     insert into delivery (id, platform_id, incident_id, step, member_id, channel, target, purpose, available_at, created_at)
     select gen_random_uuid(), d.platform_id, d.incident_id, d.step, d.member_id, d.channel, d.target || '-second', d.purpose, now(), now()
       from delivery d where d.member_id = '${nadia.id}';
     insert into timeline_entry (id, platform_id, incident_id, at, kind, actor_kind, actor_name, text)
     select gen_random_uuid(), platform_id, id, now(), 'note', 'member', '${former}', 'as ${former} said' from incident limit 1;
     set session_replication_role = origin`,
  )
  const words = [nadia.name, nadia.email, nadia.marker, former]
  const others = [otto.name, otto.email, otto.marker]
  const start = { told: await rowsTelling(admin, words), others: await rowsTelling(admin, others) }
  assert.ok(start.told.length > 30, `${start.told.length}`)
  const ctx = world.console(operatorScope)
  const erased = await eraseSubject(
    ctx,
    { memberId: nadia.id, reason: 'asked for it by letter' },
    own,
    join(folder, 'erasures.jsonl'),
  )
  assert.deepEqual(await rowsTelling(admin, words), [])
  // Nothing of anybody else went but the places that they share with the person.
  const left = await rowsTelling(admin, others)
  assert.ok(left.length >= start.others.length - 2, `${left.length} of ${start.others.length}`)
  const verdict = await verifyAudit(ctx)
  assert.ok(verdict.ok, JSON.stringify(verdict))
  t.diagnostic(
    `bar test 47: ${planted.columns} columns of ${planted.tables} tables planted, ${start.told.length} rows told of the person; after: 0 (${erased.rows} rows changed, ${erased.parts} audit parts); of somebody else ${left.length} of ${start.others.length} rows`,
  )
})
