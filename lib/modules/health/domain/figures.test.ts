import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counter, gauge, type Figure } from './figure.ts'
import { hostFigures, type HostReading } from './host-figures.ts'
import {
  postgresDown,
  postgresFigures,
  queueFigures,
  type PostgresReading,
  type QueueReading,
} from './postgres-figures.ts'

const host: HostReading = {
  cpus: 2,
  cpuSeconds: { user: 10, idle: 90 },
  load: [0.1, 0.2, 0.3],
  memory: { totalBytes: 1000, availableBytes: 400, swapTotalBytes: 0, swapFreeBytes: 0 },
  filesystem: { sizeBytes: 5000, availableBytes: 2000, inodes: { total: 100, free: 60 } },
  interfaces: [
    {
      name: 'eth0',
      receivedBytes: 1,
      sentBytes: 2,
      receiveErrors: 3,
      sendErrors: 4,
      receiveDrops: 5,
      sendDrops: 6,
    },
    {
      name: 'lo',
      receivedBytes: 7,
      sentBytes: 7,
      receiveErrors: 0,
      sendErrors: 0,
      receiveDrops: 0,
      sendDrops: 0,
    },
  ],
  uptimeSeconds: 60,
}

const postgres: PostgresReading = {
  version: '15.18',
  startedAtSeconds: 1_800_000_000,
  answerSeconds: 0.01,
  maxConnections: 100,
  connections: { active: 1, idle: 4 },
  oldestTransactionSeconds: 2,
  databaseBytes: 1e7,
  walBytes: 2e7,
  commits: 30,
  rollbacks: 1,
  blocksRead: 5,
  blocksHit: 500,
  deadlocks: 0,
  temporaryBytes: 0,
  deadRows: 12,
  xidAge: 700,
}

const none = { rows: 0, oldestSeconds: 0 }
const queue: QueueReading = {
  outbox: { pending: 3 },
  outboxDue: { rows: 2, oldestSeconds: 40 },
  deliveries: { sent: 5, dead: 1 },
  deliveriesDue: none,
  stepsOverdue: { rows: 1, oldestSeconds: 7 },
}

const named = (figures: readonly Figure[], name: string): Figure => {
  const [found, ...more] = figures.filter((figure) => figure.name === name)
  assert.ok(found !== undefined && more.length === 0, `${name} is there once`)
  return found
}
const single = (figures: readonly Figure[], name: string): number | undefined =>
  named(figures, name).values[0]?.value

const all = [...hostFigures(host), ...postgresFigures(postgres), ...queueFigures(queue), ...postgresDown]

test('every name says area, what and unit; counters and only they end in _total', () => {
  for (const { name, kind, help } of all) {
    assert.match(name, /^bailiwick_(?:host|postgres|queue)_[a-z]+(?:_[a-z]+)*$/)
    assert.equal(name.endsWith('_total'), kind === 'counter', name)
    assert.match(help, /\.$/)
  }
})

test('no name stands for two figures of one page', () => {
  for (const page of [hostFigures(host), [...postgresFigures(postgres), ...queueFigures(queue)]]) {
    assert.equal(new Set(page.map(({ name }) => name)).size, page.length)
  }
})

test('what was read is what is shown', () => {
  const figures = hostFigures(host)
  assert.equal(single(figures, 'bailiwick_host_memory_available_bytes'), 400)
  assert.equal(single(figures, 'bailiwick_host_filesystem_available_bytes'), 2000)
  assert.deepEqual(named(figures, 'bailiwick_host_cpu_seconds_total').values, [
    { labels: { mode: 'user' }, value: 10 },
    { labels: { mode: 'idle' }, value: 90 },
  ])
  assert.deepEqual(
    named(figures, 'bailiwick_host_load_average').values.map(({ labels, value }) => [
      labels['minutes'],
      value,
    ]),
    [
      ['1', 0.1],
      ['5', 0.2],
      ['15', 0.3],
    ],
  )
  const errors = ['receive_errors', 'send_errors', 'receive_drops', 'send_drops'].map((what) =>
    single(figures, `bailiwick_host_network_${what}_total`),
  )
  assert.deepEqual(errors, [3, 4, 5, 6])
})

test('what was not measured is absent, not 0', () => {
  const partial = hostFigures({ ...host, load: null, filesystem: { ...host.filesystem, inodes: null } })
  for (const name of [
    'bailiwick_host_load_average',
    'bailiwick_host_filesystem_inodes_count',
    'bailiwick_host_filesystem_inodes_free_count',
  ]) {
    assert.deepEqual(named(partial, name).values, [])
  }
  const hidden = postgresFigures({ ...postgres, oldestTransactionSeconds: null })
  assert.deepEqual(named(hidden, 'bailiwick_postgres_oldest_transaction_seconds').values, [])
})

test('a server that answers is up, one that does not is down and has no other figure', () => {
  assert.equal(single(postgresFigures(postgres), 'bailiwick_postgres_up'), 1)
  assert.deepEqual(
    postgresDown.map(({ name, values }) => [name, values]),
    [['bailiwick_postgres_up', [{ labels: {}, value: 0 }]]],
  )
})

test('queues tell what waits and for how long', () => {
  const figures = queueFigures(queue)
  assert.equal(single(figures, 'bailiwick_queue_outbox_oldest_due_seconds'), 40)
  assert.equal(single(figures, 'bailiwick_queue_deliveries_due_rows'), 0)
  assert.equal(single(figures, 'bailiwick_queue_steps_oldest_overdue_seconds'), 7)
  assert.deepEqual(named(figures, 'bailiwick_queue_deliveries_rows').values, [
    { labels: { state: 'sent' }, value: 5 },
    { labels: { state: 'dead' }, value: 1 },
  ])
})

test('a figure takes one value, many, or none', () => {
  assert.deepEqual(gauge('a', 'b', 1).values, [{ labels: {}, value: 1 }])
  assert.deepEqual(counter('a', 'b', null).values, [])
  assert.deepEqual(gauge('a', 'b', [{ labels: { x: 'y' }, value: 0 }]).values, [
    { labels: { x: 'y' }, value: 0 },
  ])
})
