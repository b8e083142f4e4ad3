import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import type { JobGrant } from '#lib/core/job-permissions.ts'
import { backoffAfter, defineJob } from './define-job.ts'
import { directWork } from './due-source.ts'

const definition = {
  name: 'thing.do',
  queue: 'paging',
  schema: z.strictObject({ thingId: z.uuid() }),
  retry: { attempts: 5, backoffSeconds: 2 },
  timeoutSeconds: 10,
  idempotencyKey: ({ thingId }: { thingId: string }) => `thing-${thingId}`,
} as const
const THING = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'

const TABLE = new Map<string, JobGrant>([
  ['thing.do', { startedBy: 'when a test says so', permissions: ['service:read'] }],
])

test('a job that can work is returned with what the table says it may do', () =>
  assert.deepEqual(defineJob(definition, TABLE), { ...definition, permissions: ['service:read'] }))

test('a job that the table of jobs does not have stops the start', () => {
  assert.throws(() => defineJob(definition), /say in the table of jobs what it may do/)
})

for (const [what, change] of [
  ['a name without a verb', { name: 'thing' }],
  ['a name in capitals', { name: 'Thing.Do' }],
  ['no attempt', { retry: { attempts: 0, backoffSeconds: 1 } }],
  ['no back-off', { retry: { attempts: 1, backoffSeconds: 0 } }],
  ['no time', { timeoutSeconds: 0 }],
] as const) {
  test(`a job with ${what} stops the start`, () => {
    assert.throws(() => defineJob({ ...definition, ...change }, TABLE), /a name is|are positive/)
  })
}

test('the wait after a failure doubles up to five minutes', () => {
  const waits = [1, 2, 3, 4, 8, 9, 30].map((attempt) => backoffAfter(definition.retry, attempt))
  assert.deepEqual(waits, [2, 4, 8, 16, 256, 300, 300])
})

test('direct work carries the parsed payload, its owner and the idempotency key as its id', () => {
  const owner = { platformId: THING, tenantId: null }
  assert.deepEqual(directWork(defineJob(definition, TABLE), owner, { thingId: THING }), {
    queue: 'paging',
    work: {
      name: 'thing.do',
      id: `thing-${THING}`,
      data: { platformId: THING, tenantId: null, outboxId: null, payload: { thingId: THING } },
    },
  })
})

test('direct work with a payload that the schema refuses is not enqueued', () => {
  const owner = { platformId: THING, tenantId: null }
  assert.throws(() => directWork(defineJob(definition, TABLE), owner, { thingId: 'no id' }), /thingId/)
})
