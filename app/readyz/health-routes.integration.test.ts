// What load balancers, our own scraper and people ask about the process itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { GET as getDescription } from '#app/api/openapi.json/route.ts'
import { GET as getHealth } from '#app/healthz/route.ts'
import { GET as getMetrics } from '#app/metrics/route.ts'
import { metricsToken } from '#lib/infra/telemetry/metrics.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { startFakeEngine, type FakeEngine } from '#testing/isolation/fake-engine.ts'
import { openIsolationWorld, PUBLIC_URL, type IsolationWorld } from '#testing/isolation/isolation-world.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { GET as getReadiness } from './route.ts'

const opened: { engine?: FakeEngine; here?: IsolationWorld } = {}
before(async () => {
  opened.engine = await startFakeEngine()
  opened.here = await openIsolationWorld({ roles: ['tenant_viewer'] })
})
after(async () => {
  await opened.here?.close()
  await opened.engine?.close()
})
const someone = (): Readonly<Record<string, string>> => {
  const [situation] = opened.here?.situations ?? []
  assert.ok(situation !== undefined)
  return situation.attacker.headers
}

const readiness = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  checks: z
    .array(z.object({ name: z.string(), ok: z.boolean(), ms: z.number().positive(), detail: z.string() }))
    .optional(),
})
async function askReadiness(headers: Readonly<Record<string, string>> = {}) {
  const response = await getReadiness(new Request(`${PUBLIC_URL}/readyz`, { headers }))
  const { status, checks } = readiness.parse(await response.json())
  assert.equal(response.status, status === 'ready' ? 200 : 503)
  return { status, checks, headers: response.headers }
}

test('healthz answers everybody, with nothing in it', async () => {
  const response = getHealth()
  assert.equal(response.status, 200)
  assert.deepEqual(await response.json(), { status: 'ok' })
})

test('readiness tells strangers yes or no, and those who are known every check with its time', async () => {
  const stranger = await askReadiness()
  assert.equal(stranger.status, 'ready')
  assert.equal(stranger.checks, undefined)
  for (const headers of [{ authorization: 'Bearer nobody' }, { cookie: 'session=x' }])
    assert.equal((await askReadiness(headers)).checks, undefined)
  const known = await askReadiness(someone())
  assert.deepEqual(
    known.checks?.map(({ name, ok }) => [name, ok]),
    [
      ['configuration', true],
      ['database as staff', true],
      ['database as auth', true],
      ['engine', true],
    ],
  )
  assert.equal(known.headers.get('cache-control'), 'no-store')
})

test('many who ask at once are answered by one look', async () => {
  const known = await Promise.all(Array.from({ length: 20 }, async () => await askReadiness(someone())))
  const [first, ...others] = known.map(({ checks }) => JSON.stringify(checks))
  assert.match(first ?? '', /database as auth/)
  // Each look measures its own times.
  for (const other of others) assert.equal(other, first)
})

/** After this the next answer is that of a new look. */
const untilForgotten = async (): Promise<void> => {
  await sleep(1100)
}

test('without the engine, and without the last migration, the answer is 503 and says which', async () => {
  const { engine, here } = opened
  assert.ok(engine !== undefined && here !== undefined)
  const admin = here.world.db.urls.admin
  const newest = `select max(migration_name) as name from _prisma_migrations`
  await withClient(admin, async (client) => {
    await client.query(
      `create table kept as select * from _prisma_migrations where migration_name = (${newest})`,
    )
    await client.query(
      `delete from _prisma_migrations where migration_name = (select migration_name from kept)`,
    )
  })
  await untilForgotten()
  const behind = await askReadiness(someone())
  assert.equal(behind.status, 'not_ready')
  assert.match(
    behind.checks?.find(({ name }) => name === 'database as staff')?.detail ?? '',
    /this version expects/,
  )
  await withClient(admin, async (client) => {
    await client.query('insert into _prisma_migrations select * from kept')
  })
  await untilForgotten()
  assert.equal((await askReadiness()).status, 'ready')
  await engine.close()
  await untilForgotten()
  const alone = await askReadiness(someone())
  assert.equal(alone.status, 'not_ready')
  assert.deepEqual(
    alone.checks?.filter(({ ok }) => !ok).map(({ name }) => name),
    ['engine'],
  )
})

test('the metrics page opens with the token of the scraper alone', async () => {
  const ask = async (authorization?: string): Promise<Response> =>
    await getMetrics(
      new Request(`${PUBLIC_URL}/metrics`, authorization === undefined ? {} : { headers: { authorization } }),
    )
  for (const wrong of [undefined, 'Bearer ', 'Bearer x', `Basic ${metricsToken(TEST_SECRET)}`])
    assert.equal((await ask(wrong)).status, 401, wrong)
  const right = await ask(`Bearer ${metricsToken(TEST_SECRET)}`)
  assert.equal(right.status, 200)
  assert.equal(right.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  const text = await right.text()
  for (const name of [
    'process_cpu_seconds_total',
    'bailiwick_web_request_seconds',
    'bailiwick_web_open_streams',
  ])
    assert.ok(text.includes(`# TYPE ${name} `), name)
})

test('the description of the API is for everybody', async () => {
  const response = getDescription()
  const { openapi, servers } = z
    .object({ openapi: z.string(), servers: z.array(z.object({ url: z.string() })) })
    .parse(await response.json())
  assert.deepEqual([openapi, servers], ['3.1.0', [{ url: PUBLIC_URL }]])
})
