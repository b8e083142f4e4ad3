import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { after, before, test } from 'node:test'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { cutConnections } from '#testing/cut-connections.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { createCollector, type Collector } from './collector.ts'

const log = createLogger('test', 'silent')
const stateDirectory = tmpdir()
let database: TestDatabase
let collector: Collector

before(async () => {
  database = await createTestDatabase()
  collector = createCollector({ stateDirectory, databaseUrl: database.urls.jobs, log })
})
after(async () => {
  await collector.close()
  await database.drop()
})

/** The value of one series on a page; undefined when the page does not have it. */
function valueOn(page: string, series: string): number | undefined {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}
const asAdmin = async (...statements: readonly string[]): Promise<void> => {
  await withClient(database.urls.admin, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

test('the host page shows this machine', async () => {
  const page = await collector.hostPage()
  assert.equal(valueOn(page, 'bailiwick_host_memory_total_bytes'), totalmem())
  const available = valueOn(page, 'bailiwick_host_memory_available_bytes') ?? 0
  assert.ok(available > 0 && available < totalmem())
  const size = valueOn(page, 'bailiwick_host_filesystem_size_bytes') ?? 0
  const free = valueOn(page, 'bailiwick_host_filesystem_available_bytes') ?? 0
  assert.ok(free > 0 && free <= size)
  assert.ok((valueOn(page, 'bailiwick_host_cpu_seconds_total{mode="idle"}') ?? 0) > 0)
  assert.ok((valueOn(page, 'bailiwick_host_uptime_seconds') ?? 0) > 0)
  assert.match(page, /^# TYPE bailiwick_host_cpu_seconds_total counter$/m)
  assert.match(page, /^bailiwick_host_network_received_bytes_total\{interface="\w+"\} \d/m)
})

test('counters of the host do not go back', async () => {
  const series = 'bailiwick_host_cpu_seconds_total{mode="user"}'
  const first = valueOn(await collector.hostPage(), series) ?? 0
  const second = valueOn(await collector.hostPage(), series) ?? 0
  assert.ok(second >= first)
})

test('a directory that does not exist is a failure, not an empty page', async () => {
  const lost = createCollector({ stateDirectory: '/does/not/exist', databaseUrl: database.urls.jobs, log })
  await assert.rejects(lost.hostPage(), { code: 'ENOENT' })
  await lost.close()
})

test('the Postgres page shows this server and this database', async () => {
  const page = await collector.postgresPage()
  assert.equal(valueOn(page, 'bailiwick_postgres_up'), 1)
  assert.equal(valueOn(page, 'bailiwick_postgres_connections_max_count'), 300)
  const bytes = valueOn(page, 'bailiwick_postgres_database_size_bytes') ?? 0
  assert.ok(bytes > 1e6 && bytes < 1e9)
  assert.match(page, /^bailiwick_postgres_server_info\{version="\d+/m)
  assert.ok((valueOn(page, 'bailiwick_postgres_answer_seconds') ?? 0) > 0)
  const started = valueOn(page, 'bailiwick_postgres_start_time_seconds') ?? 0
  assert.ok(started > Date.now() / 1000 - 86_400 && started <= Date.now() / 1000)
})

test('writing moves the counters', async () => {
  const series = 'bailiwick_postgres_wal_bytes_total'
  const first = valueOn(await collector.postgresPage(), series) ?? 0
  await asAdmin('create table scratch as select generate_series(1, 5000) as n', 'drop table scratch')
  assert.ok((valueOn(await collector.postgresPage(), series) ?? 0) > first + 10_000)
})

test("without the right to see other roles' sessions, the oldest transaction is absent; with it, it is seen", async () => {
  const series = 'bailiwick_postgres_oldest_transaction_seconds'
  const as = (databaseUrl: string): Collector => createCollector({ stateDirectory, databaseUrl, log })
  const [blind, seeing] = [as(database.urls.tenant), as(database.urls.admin)]
  try {
    await withClient(database.urls.staff, async (client) => {
      await client.query('begin')
      await client.query('select pg_sleep(0.3)')
      const few = await blind.postgresPage()
      assert.equal(valueOn(few, series), undefined)
      assert.ok((valueOn(few, 'bailiwick_postgres_connections_count{state="hidden"}') ?? 0) >= 1)
      const all = await seeing.postgresPage()
      assert.ok((valueOn(all, series) ?? 0) >= 0.3)
      assert.equal(valueOn(all, 'bailiwick_postgres_connections_count{state="idle in transaction"}'), 1)
      assert.equal(valueOn(all, 'bailiwick_postgres_connections_count{state="hidden"}'), undefined)
    })
  } finally {
    await blind.close()
    await seeing.close()
  }
})

test('empty queues wait for nothing', async () => {
  const page = await collector.postgresPage()
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_due_rows'), 0)
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_oldest_due_seconds'), 0)
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_due_rows'), 0)
  assert.equal(valueOn(page, 'bailiwick_queue_steps_overdue_rows'), 0)
})

test('due rows, expired claims and dead rows of the outbox are counted; done and future ones wait for nothing', async () => {
  const row = (state: string, available: string, claimed = 'null'): string =>
    `insert into outbox (id, kind, payload, state, available_at, claimed_until) values
      ('${randomUUID()}', 'test', '{}', '${state}', now() + interval '${available}', ${claimed})`
  await asAdmin(
    row('pending', '-90 seconds'),
    row('pending', '-10 seconds'),
    row('pending', '1 hour'),
    row('claimed', '-1 hour', "now() - interval '30 seconds'"),
    row('claimed', '-1 hour', "now() + interval '30 seconds'"),
    row('dead', '-1 day'),
    row('done', '-1 day'),
  )
  const page = await collector.postgresPage()
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_due_rows'), 3)
  const oldest = valueOn(page, 'bailiwick_queue_outbox_oldest_due_seconds') ?? 0
  assert.ok(oldest >= 90 && oldest < 120, `${oldest} s`)
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_rows{state="pending"}'), 3)
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_rows{state="claimed"}'), 2)
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_rows{state="dead"}'), 1)
  assert.equal(valueOn(page, 'bailiwick_queue_outbox_rows{state="done"}'), undefined)
})

test('deliveries and steps: what is due, what is recent, what is over', async () => {
  const [platform, incident, member] = [randomUUID(), randomUUID(), randomUUID()]
  const delivery = (state: string, available: string, step: number, lease = 'null'): string =>
    `insert into delivery (id, platform_id, incident_id, step, member_id, channel, target, purpose, state, available_at, created_at, lease_until)
     values ('${randomUUID()}', '${platform}', '${incident}', ${step}, '${member}', 'email', 'x', 'page', '${state}', now() + interval '${available}', now(), ${lease})`
  const step = (number: number, state: string, due: string): string =>
    `insert into escalation_step (id, platform_id, incident_id, step, due_at, state)
     values ('${randomUUID()}', '${platform}', '${incident}', ${number}, now() + interval '${due}', '${state}')`
  await asAdmin(
    'set session_replication_role = replica', // rows without the incident that they would belong to
    delivery('pending', '-20 seconds', 1),
    delivery('sending', '-1 minute', 2, "now() - interval '5 seconds'"),
    delivery('sending', '-1 minute', 3, "now() + interval '5 seconds'"),
    delivery('unknown', '1 minute', 4),
    delivery('dead', '-5 minutes', 5),
    delivery('dead', '-2 hours', 6),
    delivery('sent', '-3 hours', 7),
    delivery('failed', '-7 seconds', 8),
    delivery('failed', '1 minute', 9),
    step(1, 'waiting', '-12 seconds'),
    step(2, 'waiting', '5 minutes'),
    step(3, 'fired', '-1 hour'),
  )
  const page = await collector.postgresPage()
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_due_rows'), 3)
  const oldest = valueOn(page, 'bailiwick_queue_deliveries_oldest_due_seconds') ?? 0
  assert.ok(oldest >= 20 && oldest < 60, `${oldest} s`)
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_rows{state="sending"}'), 2)
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_rows{state="dead"}'), 1)
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_rows{state="failed"}'), 2)
  // Known to be none is not the same as unknown.
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_rows{state="sent"}'), 0)
  assert.equal(valueOn(page, 'bailiwick_queue_deliveries_rows{state="cancelled"}'), 0)
  assert.equal(valueOn(page, 'bailiwick_queue_steps_overdue_rows'), 1)
  assert.ok((valueOn(page, 'bailiwick_queue_steps_oldest_overdue_seconds') ?? 0) >= 12)
})

const DOWN = `# HELP bailiwick_postgres_up 1 when Postgres answers our questions in time, else 0.
# TYPE bailiwick_postgres_up gauge
bailiwick_postgres_up 0
`

/** A collector whose database is a listener of our own; `greet` says what it does with a connection. */
async function withFakeServer(
  work: (collector: Collector) => Promise<void>,
  isListening: boolean,
): Promise<void> {
  const server = createServer((socket) => socket.on('error', () => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  if (!isListening) server.close()
  const fake = createCollector({
    stateDirectory,
    databaseUrl: `postgres://x:y@127.0.0.1:${address.port}/x`,
    log,
    limitMs: 300,
  })
  try {
    await work(fake)
  } finally {
    await fake.close()
    server.close()
  }
}

test('a server that is gone makes a page that says so', async () => {
  await withFakeServer(async (fake) => assert.equal(await fake.postgresPage(), DOWN), false)
})

test('a server that takes connections and says nothing makes the same page, in time', async () => {
  await withFakeServer(async (fake) => {
    const from = performance.now()
    assert.equal(await fake.postgresPage(), DOWN)
    assert.ok(performance.now() - from < 2000)
  }, true)
})

test('answers that come too late make the same page, and the next look is whole again', async () => {
  const slow = createCollector({ stateDirectory, databaseUrl: database.urls.jobs, log, limitMs: 400 })
  try {
    assert.equal(valueOn(await slow.postgresPage(), 'bailiwick_postgres_up'), 1)
    await withClient(database.urls.admin, async (client) => {
      await client.query('begin')
      await client.query('lock table outbox in access exclusive mode')
      const from = performance.now()
      assert.equal(await slow.postgresPage(), DOWN)
      assert.ok(performance.now() - from < 2000)
      await client.query('rollback')
    })
    assert.equal(valueOn(await slow.postgresPage(), 'bailiwick_postgres_up'), 1)
  } finally {
    await slow.close()
  }
})

test('connections that the server cut are replaced', async () => {
  await collector.postgresPage()
  await cutConnections(database.urls.admin, ['collector'])
  await collector.postgresPage()
  assert.equal(valueOn(await collector.postgresPage(), 'bailiwick_postgres_up'), 1)
})
