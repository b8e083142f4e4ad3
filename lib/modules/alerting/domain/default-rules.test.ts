import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostFigures } from '#lib/modules/health/domain/host-figures.ts'
import { postgresFigures, queueFigures } from '#lib/modules/health/domain/postgres-figures.ts'
import { selectors, parse } from '#lib/promql/index.ts'
import { DEFAULT_RULES } from './default-rules.ts'
import { faultOfSummary } from './summary.ts'

const waiting = { rows: 0, oldestSeconds: 0 }
const FIGURES = new Set(
  [
    ...hostFigures({
      cpus: 1,
      cpuSeconds: {},
      load: null,
      memory: { totalBytes: 1, availableBytes: 1, swapTotalBytes: 0, swapFreeBytes: 0 },
      filesystem: { sizeBytes: 1, availableBytes: 1, inodes: null },
      interfaces: [],
      uptimeSeconds: 1,
    }),
    ...postgresFigures({
      version: '15',
      startedAtSeconds: 0,
      answerSeconds: 0,
      maxConnections: 1,
      connections: {},
      oldestTransactionSeconds: null,
      databaseBytes: 0,
      walBytes: 0,
      commits: 0,
      rollbacks: 0,
      blocksRead: 0,
      blocksHit: 0,
      deadlocks: 0,
      temporaryBytes: 0,
      deadRows: 0,
      xidAge: 0,
    }),
    ...queueFigures({
      outbox: {},
      outboxDue: waiting,
      deliveries: {},
      deliveriesDue: waiting,
      stepsOverdue: waiting,
    }),
  ].map((figure) => figure.name),
).add('up')

for (const rule of DEFAULT_RULES) {
  test(`default rule ${rule.name} reads figures that the collector makes`, () => {
    const read = selectors(parse(rule.expr)).flatMap(({ metricNames }) => metricNames ?? ['(any)'])
    assert.ok(read.length > 0)
    for (const metric of read) assert.ok(FIGURES.has(metric), `${metric} is made by nobody`)
    assert.equal(faultOfSummary(rule.summary), null)
  })
}

test('names are unique: they tell what exists already', () => {
  assert.equal(new Set(DEFAULT_RULES.map((rule) => rule.name)).size, DEFAULT_RULES.length)
})

test('there is exactly one heartbeat', () => {
  assert.equal(DEFAULT_RULES.filter((rule) => rule.kind === 'heartbeat').length, 1)
})
