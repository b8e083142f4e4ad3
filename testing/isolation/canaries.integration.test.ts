// The canaries of a living installation: hidden from everybody, read by the job as anybody, and red within one check when
// a policy of the database goes missing: one of each kind here, every one in canaries.full.test.ts.
// suite: long
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { canaryId, canaryPlatformScope, CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { SURFACES } from '#lib/modules/canaries/domain/surfaces.ts'
import { ensureCanaries, listCanaries } from '#lib/modules/canaries/index.ts'
import type { TestWorld } from '../contexts.ts'
import { DROPPED, MUTATIONS, policyOf } from './broken-policies.ts'
import { redWhile, redWithout } from './red-checks.ts'
import { openCanariesWorld, type CanariesWorld } from './canaries-world.ts'
import { whatTheOperatorSees } from './operator-view.ts'
import { WITHOUT_TEXT } from './tables-without-marker.ts'

let opened: CanariesWorld
let world: TestWorld
let admin: pg.Client
let runtime: Runtime
let asJob: CanariesWorld['asJob']
let check: CanariesWorld['check']

before(async () => {
  opened = await openCanariesWorld()
  ;({ world, admin, runtime, asJob, check } = opened)
})
after(async () => await opened.close())

test('they are in no count, no list and no search of the operator', async () => {
  assert.deepEqual(await whatTheOperatorSees(world.console(operatorScope)), opened.fleetBefore)
  const { rows } = await admin.query<{ n: number }>(
    'select count(*)::int as n from tenant where platform_id = $1',
    [CANARY_PLATFORM_ID],
  )
  assert.equal(rows[0]?.n, 2)
})

test('making them again changes nothing', async () => {
  const texts = async (): Promise<unknown> => {
    const { rows } = await admin.query<{ id: string; title: string }>(
      'select id, title from incident union all select id, name from tenant order by 1',
    )
    return rows
  }
  const earlier = await texts()
  await ensureCanaries(asJob(operatorScope), asJob(canaryPlatformScope), runtime)
  assert.deepEqual(await texts(), earlier)
})

test('every table whose rows belong to a tenant holds the marker of both, or says why not', async (t) => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
       and exists (select from information_schema.columns x where x.table_schema = 'public' and x.table_name = c.table_name
         and x.data_type in ('text', 'jsonb', 'ARRAY')) order by 1`,
  )
  assert.ok(tables.length >= 18, `${tables.length} tables seen`)
  const { rows: tenants } = await admin.query<{ name: string }>(
    'select name from tenant where platform_id = $1 order by id',
    [CANARY_PLATFORM_ID],
  )
  const without: string[] = []
  for (const { name } of tables) {
    for (const tenant of tenants) {
      const { rows } = await admin.query<{ n: number }>(
        `select count(*)::int as n from ${name} t where platform_id = $1 and position($2 in to_jsonb(t)::text) > 0`,
        [CANARY_PLATFORM_ID, tenant.name],
      )
      if (rows[0]?.n === 0 && WITHOUT_TEXT[name] === undefined) without.push(name)
    }
  }
  assert.deepEqual([...new Set(without)], [])
  const reasons = Object.keys(WITHOUT_TEXT)
  t.diagnostic(`${tables.length} tables, ${reasons.length} without a marker: ${reasons.join(', ')}`)
})

test('their scopes do not exist for anybody who asks, and nobody signs in as their members', async () => {
  await world.database.asAuth(async (tx) => {
    assert.equal(await tx.tenant.findUnique({ where: { id: canaryId('a', 'tenant') } }), null)
    assert.equal(await tx.platform.findUnique({ where: { id: CANARY_PLATFORM_ID } }), null)
    assert.equal(await tx.member.findUnique({ where: { id: canaryId('a', 'member') } }), null)
    assert.equal(await tx.roleBinding.count({ where: { platformId: CANARY_PLATFORM_ID } }), 0)
  })
  await assert.rejects(
    world.database.withScope(
      operatorScope,
      async (tx) => await tx.service.create({ data: { platformId: CANARY_PLATFORM_ID, name: 'mine' } }),
    ),
    /There is nothing with this id in this scope/,
  )
})

test('a check of a sound installation sees every canary at home and nowhere else', async () => {
  const result = await check()
  const { surfaces } = await listCanaries(world.console(operatorScope))
  const seen = surfaces.flatMap(({ surface, kind, cells }) =>
    cells.map(({ reader, verdict, detail }) => ({ surface, kind, reader, verdict, detail })),
  )
  assert.deepEqual([result.leaks, result.blind], [[], []])
  // Pages and the engine are read in the journey with the real processes.
  const here = seen.filter(({ kind }) => kind === 'route' || kind === 'stream')
  const wrong = here.filter(
    ({ surface, verdict }) =>
      verdict === null ||
      verdict === 'leak' ||
      verdict === 'blind' ||
      (verdict === 'failed' && !surface.includes('query')),
  )
  assert.deepEqual(wrong, [])
  const own = here.filter(({ verdict }) => verdict === 'own').map(({ surface }) => surface)
  // A refusal is no alarm, so that a canary which is refused where it has to see itself reads nothing for ever.
  const shown = new Set(SURFACES.flatMap(({ name, showsOwn }) => (showsOwn ? [name] : [])))
  assert.deepEqual(
    here.filter(
      ({ surface, reader, verdict }) =>
        shown.has(surface) &&
        (reader === 'a' || reader === 'b') &&
        verdict !== 'own' &&
        !surface.includes('query'),
    ),
    [],
  )
  const exports = here.filter(({ surface }) => surface.endsWith('/export'))
  const clean = ['a own', 'b own', 'neighbour clean', 'operator clean']
  const saw = exports.map(({ reader, verdict }) => `${reader} ${verdict}`)
  assert.deepEqual(saw, Array.from({ length: 10 }, () => clean).flat())
  const provisioned = here.filter(
    ({ surface, reader }) => surface.includes('/scim/v2/') && (reader === 'a' || reader === 'b'),
  )
  const lists = provisioned.filter(({ verdict }) => verdict === 'own').map(({ surface }) => surface)
  assert.equal(lists.length, 12, `users and groups, by list, search and id, as each: ${lists.join(', ')}`)
  const archives = here.filter(({ surface }) => surface.endsWith('/file'))
  assert.deepEqual(
    archives.map(({ reader, verdict }) => `${reader} ${verdict}`),
    ['a own', 'b own', 'neighbour refused', 'operator refused'],
  )
  const written = await admin.query(`select action from audit_entry where action like '%.export%'`)
  assert.equal(written.rowCount, 0, 'reading an export for the canaries leaves no entry')
  assert.ok(new Set(own).size >= 20, `${new Set(own).size} surfaces show a canary its own marker`)
  process.stdout.write(`${JSON.stringify({ checks: result.checks, requests: result.requests, leaks: 0 })}\n`)
})

test('the marker is not in what the job records, and the page never shows one', async () => {
  const { rows: tenants } = await admin.query<{ name: string }>(
    'select name from tenant where platform_id = $1',
    [CANARY_PLATFORM_ID],
  )
  const { rows } = await admin.query<{ text: string }>(
    `select coalesce(string_agg(to_jsonb(c)::text, ' '), '') as text from canary_check c`,
  )
  const shown = JSON.stringify(await listCanaries(world.console(operatorScope)))
  for (const { name } of tenants) {
    assert.ok(!(rows[0]?.text ?? '').includes(name))
    assert.ok(!shown.includes(name))
  }
})

const isRedWhile = async (mutation: (typeof MUTATIONS)[number]) => await redWhile(opened, mutation)
const isRedWithout = async (dropped: (typeof DROPPED)[number]) => await redWithout(opened, dropped)

for (const mutation of MUTATIONS.filter(([what]) =>
  /policy of (?:incident|tenant) |operator is shown/.test(what),
))
  test(`${mutation[0]}: red within one check`, async () => await isRedWhile(mutation))

test('it was one incident P0 of our own platform, which says where and never what', async () => {
  const { rows } = await admin.query<{ severity: string; is_self: boolean; text: string; n: number }>(
    `select i.severity, p.is_self, (select string_agg(t.text, ' ') from timeline_entry t where t.incident_id = i.id) as text,
            count(*) over ()::int as n from incident i join platform p on p.id = i.platform_id where i.dedup_key = 'canary-leak'`,
  )
  assert.deepEqual(
    rows.map(({ severity, is_self: isSelf, n }) => [severity, isSelf, n]),
    [['P0', true, 1]],
  )
  assert.match(rows[0]?.text ?? '', /GET \/api\/v1\/incidents as (?:a|b)/)
  assert.ok(!(rows[0]?.text ?? '').includes('bwcanary'))
})

for (const dropped of DROPPED.filter(([table]) => ['incident', 'tenant_export'].includes(table)))
  test(`the policy of ${dropped[0]} is dropped: red within one check`, async () =>
    await isRedWithout(dropped))

test('what was empty in one reading alone is no finding', async () => {
  const mendIt = await policyOf(admin, 'incident')
  await admin.query('drop policy incident_tenant on incident')
  let samples = 0
  // Both canaries send a sample before each reading: the third one stands between the two.
  opened.onSample(async () => {
    if ((samples += 1) === 3) await admin.query(mendIt)
  })
  try {
    const { blind } = await check()
    assert.equal(samples, 4)
    assert.deepEqual(blind, [])
  } finally {
    opened.onSample(async () => {})
  }
})

test('who never found itself misses nothing yet: not set up, or only starting', async () => {
  const mendIt = await policyOf(admin, 'incident')
  await admin.query('update canary_check set own_at = null')
  await admin.query('drop policy incident_tenant on incident')
  try {
    assert.deepEqual((await check()).blind, [])
    const { surfaces } = await listCanaries(world.console(operatorScope))
    const cells = surfaces.find(({ surface }) => surface === 'GET /api/v1/incidents')?.cells ?? []
    assert.deepEqual([cells[0]?.verdict, cells[1]?.verdict], ['failed', 'failed'])
  } finally {
    await admin.query(mendIt)
  }
})

test('so is a canary that does not see itself: one incident P0, which says what may be broken', async () => {
  const { rows } = await admin.query<{ title: string; severity: string; is_self: boolean; text: string }>(
    `select i.title, i.severity, p.is_self, (select string_agg(t.text, ' ') from timeline_entry t where t.incident_id = i.id) as text
     from incident i join platform p on p.id = i.platform_id where i.dedup_key = 'canary-blind'`,
  )
  assert.deepEqual(
    rows.map(({ title, severity, is_self: isSelf }) => [title, severity, isSelf]),
    [['A canary no longer sees its own data', 'P0', true]],
  )
  assert.match(rows[0]?.text ?? '', /a policy of the database is missing.*GET \/api\/v1\/incidents as a/)
  assert.ok(!(rows[0]?.text ?? '').includes('bwcanary'))
})

test('after it was mended the next check is clean, and the leak stays noted', async () => {
  assert.deepEqual((await check()).leaks, [])
  const { surfaces } = await listCanaries(world.console(operatorScope))
  const cells = surfaces.flatMap((surface) => surface.cells)
  assert.ok(cells.some(({ leakedAt, verdict }) => leakedAt !== null && verdict === 'own'))
})
