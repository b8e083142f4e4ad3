import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Registry } from 'prom-client'
import { systemClock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { credentialHash, newCredential, type CredentialKind } from '#lib/infra/auth/credential.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { mintScopeToken } from '#lib/infra/auth/scope-token.ts'
import { newId, openDatabase, openPool, type Database } from '#lib/infra/db/index.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { startListener, type TestListener } from '#testing/listeners.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { runEngine, type EngineProcess } from './run-engine.ts'
import { query, send, until, write } from './testing/engine-world.ts'
import { label, request, sample, series } from './testing/proto.ts'

/* The engine as it runs: credentials, tenants, targets and services are rows of the database. */

const keyring = createKeyring(TEST_SECRET)
const log = createLogger('engine', 'fatal')
const ids = { self: newId(), phoenix: newId(), acme: newId(), globex: newId() }
const scopeOf = (tenant: string) => ({
  kind: 'tenant' as const,
  platformId: platformId(ids.phoenix),
  tenantId: tenantId(tenant),
})

let db: TestDatabase
let admin: ReturnType<typeof openPool>
let database: Database
let target: TestListener
let engine: EngineProcess
let port = 0
const credentials = { acme: '', labelled: '', key: '' }
const touched = new Set<string>()
const leadership: boolean[] = []

async function addCredential(kind: CredentialKind, columns: Record<string, unknown>): Promise<string> {
  const credential = newCredential(kind)
  const row = {
    id: newId(),
    name: 'test',
    hint: 'bw_',
    hash: credentialHash(keyring.pepper, credential),
    ...columns,
  }
  const names = Object.keys(row)
  await admin.query(
    `insert into ${kind === 'src' ? 'source' : 'api_key'} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  )
  return credential
}

before(async () => {
  db = await createTestDatabase()
  admin = openPool(db.urls.admin, 'test', 2)
  database = openDatabase({ auth: db.urls.auth }, 'engine')
  target = await startListener((asked, response) => {
    const isOurs = asked.url === '/self' && asked.headers.authorization === 'Bearer of-the-scraper'
    if (isOurs) response.end('self_figure 1\n')
    else if (asked.url === '/metrics') response.end('other_figure 2\n')
    else response.writeHead(401).end()
  })
  await admin.query(
    `insert into platform (id, name, is_self) values ($1, 'Bailiwick', true), ($2, 'Phoenix', false)`,
    [ids.self, ids.phoenix],
  )
  await admin.query(
    `insert into tenant (id, platform_id, name) values ($1, $3, 'acme'), ($2, $3, 'globex')`,
    [ids.acme, ids.globex, ids.phoenix],
  )
  const owned = { platform_id: ids.phoenix, tenant_id: ids.acme }
  credentials.acme = await addCredential('src', { ...owned, plan: 'unlimited' })
  credentials.labelled = await addCredential('src', { platform_id: ids.phoenix, tenant_label: 'customer' })
  credentials.key = await addCredential('live', { ...owned, permissions: ['metrics:query'] })
  await admin.query(
    `insert into scrape_target (id, platform_id, url, job, interval_seconds, timeout_seconds, labels)
     values ($1, $3, $4, 'allowed', 1, 1, '{"zone": "a"}'), ($2, $3, 'http://127.0.0.1:1/metrics', 'refused', 1, 1, '{}')`,
    [newId(), newId(), ids.phoenix, `${target.origin}/metrics`],
  )
  await admin.query(
    `insert into outgoing_allow (id, platform_id, cidr, port, reason, created_by) values ($1, $2, '127.0.0.0/8', $3, 'test', 'test')`,
    [newId(), ids.phoenix, target.port],
  )
  engine = await runEngine({
    databaseUrl: db.urls.engine,
    identify: { database, keyring, clock: systemClock },
    outgoing: createOutgoing({ log }),
    registry: new Registry(),
    clock: systemClock,
    log,
    rates: { ingest: 100_000, query: 100_000, status: 100_000 },
    host: '127.0.0.1',
    port: 0,
    retentionMs: 6 * 3_600_000,
    metricsToken: 'of-the-scraper',
    isTrustedProxy: () => false,
    selfTargets: [{ job: 'web', url: `${target.origin}/self`, instance: 'here' }],
    selfIntervalMs: 500,
    createRules: () => ({
      onSamples: (names) => names.forEach((name) => touched.add(name)),
      onLeadership: (isLeader) => leadership.push(isLeader),
    }),
  })
  port = Number(new URL(engine.address).port)
  await until('ready', async () => (await send(port, '/readyz')).status === 200)
})
after(async () => {
  await engine.stop()
  await database.close()
  await target.close()
  await admin.end()
  await db.drop()
})

const asWeb = (scope: Parameters<typeof mintScopeToken>[1]['scope']) =>
  mintScopeToken(keyring.scopeToken, { scope, permissions: ['metrics:query'] }, new Date())
const services = async () => {
  const { rows } = await admin.query<{ name: string }>(
    'select name from service where platform_id = $1 order by name',
    [ids.phoenix],
  )
  return rows.map(({ name }) => name)
}

test('what a source sends is seen by its tenant, by key and through the web, and by no other tenant', async () => {
  const body = request(series(label('__name__', 'orders'), label('job', 'shop'), sample(Date.now(), 7)))
  assert.equal((await write(port, body, credentials.acme)).status, 204)
  const expected = { '{"__name__":"orders","job":"shop"}': '7' }
  assert.deepEqual(await query(port, 'orders', credentials.key), expected)
  assert.deepEqual(await query(port, 'orders', asWeb(scopeOf(ids.acme))), expected)
  assert.deepEqual(await query(port, 'orders', asWeb(scopeOf(ids.globex))), {})
  assert.deepEqual(await query(port, 'orders', asWeb({ kind: 'operator' })), {
    '{"__name__":"orders","job":"shop","platform":"Phoenix","tenant":"acme"}': '7',
  })
  await until('the rules hear of it', () => touched.has('orders'))
  assert.deepEqual(leadership.filter(Boolean), [true])
})

test('the first sample of a job makes a service', async () => {
  await until('the service is there', async () => (await services()).includes('shop'))
})

test('a tenant that was just made can be named by a label', async () => {
  const body = (customer: string) =>
    request(series(label('__name__', 'seats'), label('customer', customer), sample(Date.now(), 3)))
  assert.equal((await write(port, body('initech'), credentials.labelled)).status, 400)
  const initech = newId()
  await admin.query(`insert into tenant (id, platform_id, name) values ($1, $2, 'initech')`, [
    initech,
    ids.phoenix,
  ])
  await until(
    'it is known',
    async () => (await write(port, body('initech'), credentials.labelled)).status === 204,
  )
  assert.deepEqual(Object.values(await query(port, 'seats', asWeb(scopeOf(initech)))), ['3'])
})

test('targets are scraped: our own ones with the token, others where the operator allows it', async () => {
  const operator = () => asWeb({ kind: 'operator' })
  await until('all three', async () => Object.keys(await query(port, 'up', operator())).length === 3)
  await until('our own process is up', async () =>
    Object.hasOwn(
      await query(port, 'self_figure == 1', operator()),
      '{"__name__":"self_figure","instance":"here","job":"web","platform":"Bailiwick"}',
    ),
  )
  const up = await query(
    port,
    'sum by (job) (up)',
    asWeb({ kind: 'platform', platformId: platformId(ids.phoenix) }),
  )
  assert.deepEqual(up, { '{"job":"allowed"}': '1', '{"job":"refused"}': '0' })
  const [labels = ''] = Object.keys(await query(port, 'other_figure', operator()))
  assert.match(labels, /"zone":"a"/)
  assert.match(labels, new RegExp(`"instance":"127.0.0.1:${target.port}"`))
})

test('a source that is revoked is refused within seconds', async () => {
  const credential = await addCredential('src', { platform_id: ids.phoenix, tenant_id: ids.acme })
  const body = () => request(series(label('__name__', 'x'), sample(Date.now(), 1)))
  assert.equal((await write(port, body(), credential)).status, 204)
  await admin.query('update source set revoked_at = now() where hash = $1', [
    credentialHash(keyring.pepper, credential),
  ])
  const start = performance.now()
  await until('refused', async () => (await write(port, body(), credential)).status === 401)
  assert.ok(performance.now() - start < 5000)
})

test('a suspended tenant is refused with the reason within seconds, by its source, its key and its label, and goes on afterwards', async () => {
  const at = Date.now()
  const body = (customer: string) =>
    request(series(label('__name__', 'shut'), label('customer', customer), sample(at, 5)))
  assert.equal((await write(port, body('acme'), credentials.acme)).status, 204)
  await admin.query(`update tenant set state = 'suspended' where id = $1`, [ids.acme])
  await admin.query(
    `insert into suspension (id, platform_id, tenant_id, reason, contact, suspended_by, since)
     values ($1, $2, $3, 'Bills are open since May.', 'Ada, ada@example.test', 'Ada', now())`,
    [newId(), ids.phoenix, ids.acme],
  )
  const start = performance.now()
  await until(
    'the source is refused',
    async () => (await write(port, body('acme'), credentials.acme)).status === 403,
  )
  const refused = await write(port, body('acme'), credentials.acme)
  assert.match(
    refused.body,
    /acme is suspended since .*Bills are open since May\..*Ask Ada, ada@example\.test/,
  )
  await until(
    'the label is refused',
    async () => (await write(port, body('acme'), credentials.labelled)).status === 400,
  )
  assert.match((await write(port, body('acme'), credentials.labelled)).body, /tenant_suspended/)
  const headers = { authorization: `Bearer ${credentials.key}` }
  await until(
    'the key is refused',
    async () => (await send(port, '/api/v1/query?query=shut', { headers })).status === 403,
  )
  assert.ok(performance.now() - start < 5000, 'within five seconds')
  assert.equal((await write(port, body('globex'), credentials.labelled)).status, 204, 'the others go on')
  const own = await query(port, 'shut', asWeb(scopeOf(ids.acme)))
  assert.deepEqual(Object.values(own), ['5'], 'nothing was deleted')
  await admin.query(`update tenant set state = 'active' where id = $1`, [ids.acme])
  await admin.query(`update suspension set ended_at = now() where tenant_id = $1`, [ids.acme])
  await until('it goes on', async () => (await write(port, body('acme'), credentials.acme)).status === 204)
  await until(
    'by its label too',
    async () => (await write(port, body('acme'), credentials.labelled)).status === 204,
  )
})

test('a tenant that was erased is forgotten by the engine', async () => {
  const gone = newId()
  await admin.query(`insert into tenant (id, platform_id, name) values ($1, $2, 'gone')`, [gone, ids.phoenix])
  const body = () =>
    request(series(label('__name__', 'left_behind'), label('customer', 'gone'), sample(Date.now(), 1)))
  await until('it is known', async () => (await write(port, body(), credentials.labelled)).status === 204)
  assert.equal(Object.keys(await query(port, 'left_behind', asWeb(scopeOf(gone)))).length, 1)
  await admin.query('delete from service where tenant_id = $1', [gone])
  await admin.query('delete from tenant where id = $1', [gone])
  await until(
    'it is forgotten',
    async () => Object.keys(await query(port, 'left_behind', asWeb(scopeOf(gone)))).length === 0,
  )
})
