// The canaries of a living installation: hidden from everybody, read by the job as anybody, and red within one check when
// a policy of the database goes missing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { canaryId, canaryPlatformScope, canaryScope, CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import { memberId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { systemClock } from '#lib/core/clock.ts'
import { mintCanaryToken } from '#lib/infra/auth/canary-token.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import {
  checkCanaries,
  ensureCanaries,
  listCanaries,
  type CanaryResult,
} from '#lib/modules/canaries/index.ts'
import { ensureSelfPlatform } from '#lib/modules/health/index.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'
import { startListener, type TestListener } from '../listeners.ts'
import { TEST_SECRET } from '../template.ts'
import { whatTheOperatorSees } from './operator-view.ts'
import { serveRoutes, type ServedRoutes } from './serve-routes.ts'

let world: TestWorld
let admin: pg.Client
let runtime: Runtime
let web: ServedRoutes
let engine: TestListener
let fleetBefore: unknown
let slot = 0

const asJob = (scope: Scope) => world.job(scope)
const check = async (): Promise<CanaryResult> =>
  await checkCanaries(asJob(operatorScope), {
    webUrl: web.origin,
    engineUrl: engine.origin,
    metricsToken: 'none',
    own: runtime,
    home: asJob(canaryPlatformScope),
    slot: (slot += 1),
    listenMs: 3000,
  })

before(async () => {
  world = await openTestWorld(8)
  process.env['DB_URL_TENANT'] = world.db.urls.tenant // the live hub of the web process listens there
  process.env['ENGINE_URL'] = 'http://127.0.0.1:9'
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  runtime = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('canaries', 'silent'),
    publicUrl: 'http://localhost:3000',
    clock: systemClock,
  })
  installRuntime(runtime)
  await ensureSelfPlatform(asJob(operatorScope))
  await admin.query(
    `insert into platform (id, name) values ('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e01', 'Phoenix')`,
  )
  await admin.query(
    `insert into tenant (id, platform_id, name) values ('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e02', '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e01', 'acme')`,
  )
  fleetBefore = await whatTheOperatorSees(world.console(operatorScope))
  web = await serveRoutes()
  engine = await startListener((_request, response) => {
    response.statusCode = 204
    response.end()
  })
  await ensureCanaries(asJob(operatorScope), asJob(canaryPlatformScope), runtime)
})
after(async () => {
  await globalThis.bailiwickLiveHub?.close()
  await web.close()
  await engine.close()
  await admin.end()
  await world.close()
})

test('they are in no count, no list and no search of the operator', async () => {
  assert.deepEqual(await whatTheOperatorSees(world.console(operatorScope)), fleetBefore)
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

/** Why a table holds no marker to look for. One that came later and is not listed fails. */
const WITHOUT_TEXT: Readonly<Record<string, string>> = {
  audit_anchor_head: 'hashes and signatures, and the operator alone gives heads to witnesses',
  audit_chain: 'a key and hashes',
  audit_entry: 'its texts are in audit_payload',
  audit_payload: 'sealed under a key of its subject, so that no text of it can be looked for in the table',
  audit_subject: 'a key of a subject',
  data_key: 'the id of a wrapping key',
  escalation_step: 'state and time',
  outbox: 'ids only, and only while work waits',
  role_binding: 'the name of a role',
}

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
  assert.deepEqual(result.leaks, [])
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

/** What breaks isolation: the policy of a table opened, or taken away together with what forces it. */
const MUTATIONS: readonly (readonly [string, string, string])[] = [
  ...[
    'incident',
    'rule',
    'service',
    'source',
    'scrape_target',
    'alert',
    'tenant_service_state',
    'audit_entry',
  ].map((table): [string, string, string] => [
    `the policy of ${table} lets everything through`,
    `alter policy ${table}_tenant on ${table} using (true)`,
    `alter policy ${table}_tenant on ${table} using (tenant_id = (select app_tenant()))`,
  ]),
  [
    'row-level security of incident is off',
    'alter table incident disable row level security',
    'alter table incident enable row level security',
  ],
  [
    'a second, careless policy stands beside that of rule',
    'create policy rule_careless on rule for select to tenant using (true)',
    'drop policy rule_careless on rule',
  ],
  [
    'the policy of tenant lets everything through',
    'alter policy tenant_tenant on tenant using (true)',
    'alter policy tenant_tenant on tenant using (id = (select app_tenant()))',
  ],
  [
    'members are visible to everybody',
    'alter policy member_tenant on member using (true)',
    'alter policy member_tenant on member using (id = (select app_member()) or exists (select from role_binding b where b.member_id = member.id))',
  ],
  [
    'the operator is shown what is hidden',
    'alter policy incident_canary on incident using (true)',
    'alter policy incident_canary on incident using (platform_id is distinct from (select app_canary_platform()) or (select app_in_canary()))',
  ],
]

async function redWhile(breakIt: string, mendIt: string): Promise<void> {
  await admin.query(breakIt)
  try {
    const { leaks } = await check()
    assert.ok(leaks.length > 0, 'nobody saw it')
    const { surfaces } = await listCanaries(world.console(operatorScope))
    const red = surfaces.filter(({ cells }) => cells.some(({ verdict }) => verdict === 'leak'))
    assert.ok(red.length > 0)
  } finally {
    await admin.query(mendIt)
  }
}

for (const [what, breakIt, mendIt] of MUTATIONS)
  test(`${what}: red within one check`, async () => await redWhile(breakIt, mendIt))

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

test('after it was mended the next check is clean, and the leak stays noted', async () => {
  assert.deepEqual((await check()).leaks, [])
  const { surfaces } = await listCanaries(world.console(operatorScope))
  const cells = surfaces.flatMap((surface) => surface.cells)
  assert.ok(cells.some(({ leakedAt, verdict }) => leakedAt !== null && verdict === 'own'))
})

test('the token of a reader changes nothing, and opens no other scope', async () => {
  const reader = { scope: canaryScope('a'), memberId: memberId(canaryId('a', 'member')) }
  const bearer = (now: Date) => ({
    authorization: `Bearer ${mintCanaryToken(runtime.keyring.canary, reader, now)}`,
    'content-type': 'application/json',
  })
  const ask = async (method: string, path: string, body?: unknown, now = new Date()): Promise<number> => {
    const init = {
      method,
      headers: bearer(now),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    return (await fetch(web.origin + path, init)).status
  }
  assert.equal(await ask('GET', '/api/v1/incidents'), 200)
  assert.equal(await ask('POST', '/api/v1/incidents', { title: 'x' }), 403)
  assert.equal(await ask('POST', `/api/v1/incidents/${canaryId('a', 'incident')}/acknowledge`, {}), 403)
  assert.equal(await ask('PATCH', '/api/v1/me', { name: 'x' }), 403)
  assert.equal(await ask('GET', `/api/v1/incidents?scope=tenant:${canaryId('b', 'tenant')}`), 404)
  assert.equal(await ask('GET', '/api/v1/incidents?scope=operator'), 404)
  assert.equal(await ask('GET', '/api/v1/incidents', undefined, new Date(Date.now() - 61_000)), 401)
})
