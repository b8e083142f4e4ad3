import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { z } from 'zod'
import type { JobGrant } from '#lib/core/job-permissions.ts'
import { systemClock } from '#lib/core/clock.ts'
import { notFound } from '#lib/core/errors.ts'
import { scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { defineJob } from './define-job.ts'
import { handle, type Handler } from './handler.ts'
import { runJob, type RunnerOptions } from './runner.ts'

const THING = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
const ROW = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e78'
const OWNER: Owner = { platformId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e79', tenantId: null }
const job = defineJob(
  {
    name: 'thing.do',
    queue: 'paging',
    schema: z.strictObject({ thingId: z.uuid() }),
    retry: { attempts: 3, backoffSeconds: 2 },
    timeoutSeconds: 0.1,
    idempotencyKey: ({ thingId }) => thingId,
  },
  new Map<string, JobGrant>([
    ['thing.do', { startedBy: 'when a test says so', permissions: ['service:read'] }],
  ]),
)

/** A runner whose outbox is one row in memory, and a list of everything that it was told. */
function rig(
  handler: Handler<{ thingId: string }>,
  row: { attempts?: number; payload?: unknown; state?: string; isLost?: boolean } = {},
) {
  const said: string[] = []
  let { attempts = 0, state = 'claimed' } = row
  const database = openDatabase({}, 'test')
  const log = pino({ level: 'silent' })
  const options: RunnerOptions = {
    handlers: new Map([[job.name, handle(job, handler)]]),
    outbox: {
      async begin() {
        if (row.isLost === true) return await new Promise<never>(() => undefined)
        if (state !== 'claimed') return null
        attempts += 1
        return attempts
      },
      async done(id) {
        state = 'done'
        said.push(`done ${id}`)
      },
      async dead(_id, reason) {
        state = 'dead'
        said.push(`dead ${reason}`)
      },
      async giveBack(_ids, seconds, reason) {
        said.push(`again in ${seconds} s: ${reason}`)
      },
    },
    contextOf: (owner, { name, permissions }) =>
      systemContext({
        scope: scopeOfOwner(owner),
        actor: { kind: 'job', name, permissions },
        database,
        clock: systemClock,
        log,
      }),
    payloadOf: async (_ctx, { kind }) =>
      kind === job.name && 'payload' in row ? { payload: row.payload } : null,
    onRefused: async (_ctx, refusal) => {
      said.push(`refused ${refusal.job}`)
    },
    metrics: { ran: (name, outcome) => said.push(`${name} ${outcome}`) },
    log,
    leaseSeconds: 1,
  }
  const run = async (data: unknown, name: string = job.name) => await runJob(options, { name, id: 'x', data })
  return { run, said, attempts: () => attempts }
}
const fromOutbox = { ...OWNER, outboxId: ROW, payload: null }
const payload = { thingId: THING }
const ok: Handler<{ thingId: string }> = { run: async () => undefined }
const failing: Handler<{ thingId: string }> = {
  run: async () => {
    throw new Error('no luck')
  },
}

test('a run gets the parsed payload, the owner and the number of the run; its row is done', async () => {
  const seen: unknown[] = []
  const { run, said } = rig(
    {
      async run(ctx, got, { owner, attempt }) {
        const granted = (['service:read', 'service:write'] as const).map(ctx.grantOf)
        seen.push(got, owner, attempt, ctx.scope, ctx.actor, granted)
      },
    },
    { payload },
  )
  assert.equal(await run(fromOutbox), 'ok')
  assert.deepEqual(seen, [
    payload,
    OWNER,
    1,
    { kind: 'platform', platformId: OWNER.platformId },
    { kind: 'job', name: 'thing.do' },
    ['yes', null],
  ])
  assert.deepEqual(said, [`done ${ROW}`, 'thing.do ok'])
})

test('a second run of a row that is done does nothing', async () => {
  let runs = 0
  const { run } = rig(
    {
      run: async () => {
        runs += 1
      },
    },
    { payload },
  )
  await run(fromOutbox)
  assert.equal(await run(fromOutbox), 'already_done')
  assert.equal(runs, 1)
})

test('a failure waits longer each time, then its hook is told and the row is dead', async () => {
  const dead: string[] = []
  const { run, said } = rig(
    {
      ...failing,
      dead: async (_ctx, { thingId }, reason) => {
        dead.push(`${thingId} ${reason}`)
      },
    },
    { payload },
  )
  assert.deepEqual(
    [await run(fromOutbox), await run(fromOutbox), await run(fromOutbox)],
    ['failed', 'failed', 'dead'],
  )
  assert.deepEqual(
    said.filter((line) => !line.startsWith('thing.do')),
    ['again in 2 s: no luck', 'again in 4 s: no luck', 'dead no luck'],
  )
  assert.deepEqual(dead, [`${THING} no luck`])
  assert.equal(await run(fromOutbox), 'already_done')
})

test('a row whose runs all killed their process is given up without another run', async () => {
  let runs = 0
  const { run, said } = rig(
    {
      run: async () => {
        runs += 1
      },
    },
    { payload, attempts: 3 },
  )
  assert.equal(await run(fromOutbox), 'dead')
  assert.equal(runs, 0)
  assert.deepEqual(said, ['dead its last run never ended', 'thing.do dead'])
})

test('a hook that fails leaves the row as it is, so that it is told again', async () => {
  const { run, said } = rig(
    {
      ...failing,
      dead: async () => {
        throw new Error('the hook too')
      },
    },
    { payload, attempts: 2 },
  )
  await assert.rejects(async () => await run(fromOutbox), /the hook too/)
  assert.deepEqual(said, [])
})

test('a run that takes too long has failed, and is told to stop', async () => {
  let aborted = false
  const { run, said } = rig(
    {
      async run(_ctx, _payload, { signal }) {
        signal.addEventListener('abort', () => {
          aborted = true
        })
        await sleep(300)
      },
    },
    { payload },
  )
  assert.equal(await run(fromOutbox), 'failed')
  assert.ok(aborted)
  assert.deepEqual(said[0], 'again in 2 s: thing.do did not end within 0.1 s')
})

test('a payload that the schema refuses is not run and not repeated', async () => {
  const { run, said } = rig(ok, { payload: { thingId: 'no id' } })
  assert.equal(await run(fromOutbox), 'invalid')
  assert.match(said[0] ?? '', /^dead invalid payload: thingId/)
})

test('a record that is not its owner’s is refused, audited and dead', async () => {
  const foreign: Handler<{ thingId: string }> = {
    run: async () => {
      throw notFound()
    },
  }
  const { run, said } = rig(foreign, { payload })
  assert.equal(await run(fromOutbox), 'refused')
  assert.deepEqual(said, [
    'refused thing.do',
    'dead refused: it names a record that is not its owner’s',
    'thing.do refused',
  ])
})

test('an outbox row that does not belong to the owner in the envelope is refused', async () => {
  const { run, said } = rig(ok)
  assert.equal(await run(fromOutbox), 'refused')
  assert.equal(said[0], 'refused thing.do')
})

test('direct work is parsed and run; a failure is left to its record', async () => {
  const direct = { ...OWNER, outboxId: null, payload }
  assert.equal(await rig(ok).run(direct), 'ok')
  assert.equal(await rig(failing).run(direct), 'failed')
  assert.equal(await rig(ok).run({ ...direct, payload: { thingId: 1 } }), 'invalid')
})

test('a job that this version does not know is completed, and its row left to another version', async () => {
  const { run, said } = rig(ok, { payload })
  assert.equal(await run(fromOutbox, 'thing.other'), 'unknown')
  assert.deepEqual(said, ['again in 600 s: unknown kind thing.other', 'thing.other unknown'])
  assert.equal(await run({ ...OWNER, outboxId: null, payload }, 'thing.other'), 'unknown')
})

for (const data of [null, 'text', {}, { ...fromOutbox, more: 1 }, { ...fromOutbox, platformId: 'x' }]) {
  test(`data that is no envelope is dropped loudly: ${JSON.stringify(data).slice(0, 40)}`, async () => {
    const { run, said } = rig(ok, { payload })
    assert.equal(await run(data), 'invalid')
    assert.deepEqual(said, ['thing.do invalid'])
  })
}

test('a run whose record never answers gives its worker free', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { run } = rig(ok, { isLost: true })
  const ended = run({ ...OWNER, outboxId: ROW, payload: null })
  t.mock.timers.tick(60_000)
  await assert.rejects(ended, /thing.do and its records took longer than 30.1 s/)
})
