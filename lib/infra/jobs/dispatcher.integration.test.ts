import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { cutConnections } from '#testing/cut-connections.ts'
import { watchClock } from './clock-guard.ts'
import { startDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.ts'
import { directWork } from './due-source.ts'
import type { QueuedWork } from './envelope.ts'
import { eventually } from './testing/eventually.ts'
import { openOutboxWorld, thingJob, type OutboxWorld } from './testing/outbox-world.ts'

const THING = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
const log = pino({ level: 'silent' })

describe('dispatcher', () => {
  let here: OutboxWorld
  const open: Dispatcher[] = []
  before(async () => {
    here = await openOutboxWorld()
  })
  after(async () => await here.close())
  beforeEach(async () => {
    for (const dispatcher of open.splice(0)) await dispatcher.close()
    await here.sql('delete from outbox')
  })
  /** Starts a dispatcher over a queue that remembers, or refuses while `isAway` says so. */
  const start = (more: Partial<DispatcherOptions> = {}, isAway = () => false) => {
    const queued: QueuedWork[] = []
    const dispatcher = startDispatcher({
      listenUrl: here.world.db.urls.jobs,
      outbox: here.store,
      sources: [],
      queues: {
        async add(_queue, work) {
          if (isAway()) throw new Error('the queue is away')
          queued.push(...work)
        },
      },
      queueOf: (kind) => (kind === thingJob.name ? thingJob.queue : undefined),
      mayClaim: () => true,
      log,
      sweepSeconds: 60,
      leaseSeconds: 30,
      ...more,
    })
    open.push(dispatcher)
    return { dispatcher, queued }
  }

  it('queues a row right after its commit, with its owner and without its payload', async () => {
    const { dispatcher, queued } = start()
    await eventually('it listens', () => dispatcher.isListening())
    const began = performance.now()
    await here.ask()
    await eventually('it is queued', () => queued.length === 1)
    assert.ok(
      performance.now() - began < 20_000,
      'by the notification, not by a sweep, which comes every minute',
    )
    const [row] = await here.rows()
    assert.deepEqual(queued, [
      { name: 'thing.do', id: row?.id, data: { ...here.owner, outboxId: row?.id, payload: null } },
    ])
    assert.equal(row?.state, 'claimed')
  })

  it('queues what was committed before it started', async () => {
    await here.ask()
    const { queued } = start()
    await eventually('it is queued', () => queued.length === 1)
  })

  it('goes on when an answer of the database never comes', async () => {
    let asked = 0
    const claimDue = async (limit: number, leaseSeconds: number) => {
      asked += 1
      return asked === 1
        ? await new Promise<never>(() => undefined)
        : await here.store.claimDue(limit, leaseSeconds)
    }
    const { queued } = start({ outbox: { ...here.store, claimDue }, patienceMs: 300, sweepSeconds: 0.2 })
    await here.ask()
    await eventually('it is queued', () => queued.length === 1, 10_000)
  })

  it('asks calmly after work that is due and in hand', async () => {
    let asked = 0
    const inHand = {
      name: 'in hand',
      due: async () => {
        asked += 1
        return await Promise.resolve([directWork(thingJob, here.owner, { thingId: THING })])
      },
      msUntilNext: async () => await Promise.resolve(-5000),
    }
    start({ sources: [inHand] })
    await eventually('it was asked', () => asked > 0)
    await sleep(1000)
    assert.ok(asked <= 10, `asked ${asked} times within a second`)
  })

  it('finds by its sweep what no notification told it', async () => {
    const { dispatcher, queued } = start({ sweepSeconds: 0.3 })
    await eventually('it listens', () => dispatcher.isListening())
    await here.sql(`set session_replication_role = replica;
      insert into outbox (id, platform_id, kind, payload) values ('${THING}', '${here.owner.platformId}', 'thing.do', '{}')`)
    await here.sql('set session_replication_role = default')
    await eventually('it is queued', () => queued.length === 1, 3000)
  })

  it('follows a row that falls due later without waiting for a sweep', async () => {
    const { dispatcher, queued } = start()
    await eventually('it listens', () => dispatcher.isListening())
    await here.sql(`insert into outbox (id, platform_id, kind, payload, available_at)
      values ('${THING}', '${here.owner.platformId}', 'thing.do', '{}', now() + interval '700 ms')`)
    const began = performance.now()
    await eventually('it is queued', () => queued.length === 1)
    const waited = performance.now() - began
    assert.ok(waited > 500 && waited < 1700, `${waited} ms`)
  })

  it('queues a row again whose claim ran out', async () => {
    await here.ask()
    await here.store.claimDue(10, 0.4)
    const { queued } = start()
    await eventually('it is queued', () => queued.length === 1, 3000)
  })

  it('gives rows back that the queue did not take', async () => {
    let away = true
    const { dispatcher, queued } = start({}, () => away)
    await eventually('it listens', () => dispatcher.isListening())
    await here.ask()
    await eventually('it was tried', async () => (await here.rows())[0]?.last_error === 'the queue is away')
    assert.equal((await here.rows())[0]?.state, 'pending')
    away = false
    await eventually('it is queued', () => queued.length === 1, 5000)
    assert.equal((await here.rows())[0]?.attempts, 0, 'a queue that is away uses up no run')
  })

  it('leaves a kind that it does not know to another version', async () => {
    const { dispatcher, queued } = start({ queueOf: () => undefined })
    await eventually('it listens', () => dispatcher.isListening())
    await here.ask()
    await eventually(
      'it is given back',
      async () => (await here.rows())[0]?.last_error === 'unknown kind thing.do',
    )
    assert.deepEqual(queued, [])
  })

  it('queues what the other tables say is due, and follows their times', async () => {
    const dueAt = performance.now() + 500
    const source = {
      name: 'things',
      due: async () =>
        performance.now() >= dueAt ? [directWork(thingJob, here.owner, { thingId: THING })] : [],
      msUntilNext: async () => Math.max(0, dueAt - performance.now()),
    }
    const { queued } = start({ sources: [source] })
    await eventually('it is queued', () => queued.length > 0)
    assert.ok(performance.now() - dueAt < 400)
    assert.equal(queued[0]?.id, THING)
  })

  it('claims nothing while the clocks are not trusted', async () => {
    let trusted = false
    const { dispatcher, queued } = start({ mayClaim: () => trusted, sweepSeconds: 0.2 })
    await eventually('it listens', () => dispatcher.isListening())
    await here.ask()
    await sleep(600)
    assert.deepEqual(queued, [])
    trusted = true
    await eventually('it is queued', () => queued.length === 1)
  })

  it('goes on after its connection was cut', async () => {
    const { dispatcher, queued } = start()
    await eventually('it listens', () => dispatcher.isListening())
    await cutConnections(here.world.db.urls.admin, ['listen'])
    await eventually('it notices', () => !dispatcher.isListening())
    await here.ask()
    await eventually('it is queued', () => queued.length === 1, 5000)
  })

  it('is silent after it was closed', async () => {
    const { dispatcher, queued } = start()
    await eventually('it listens', () => dispatcher.isListening())
    await dispatcher.close()
    await here.ask()
    dispatcher.nudge()
    await sleep(300)
    assert.deepEqual(queued, [])
  })
})

describe('clock guard', () => {
  let here: OutboxWorld
  before(async () => {
    here = await openOutboxWorld()
  })
  after(async () => await here.close())

  it('trusts a clock that agrees with the database', async () => {
    const guard = watchClock({ pool: here.pool, clock: systemClock, log })
    assert.equal(guard.isTrusted(), false)
    await guard.check()
    assert.ok(guard.isTrusted())
    assert.ok(Math.abs(guard.skewSeconds() ?? 9) < 1)
    guard.close()
  })

  it('says so when the clocks are more than two seconds apart, and trusts again afterwards', async () => {
    const said: string[] = []
    const changes: boolean[] = []
    const clock = manualClock(systemClock.now())
    const logger = pino({}, { write: (line: string) => said.push(line) })
    const guard = watchClock({
      pool: here.pool,
      clock,
      log: logger,
      onChange: (trusted) => changes.push(trusted),
    })
    clock.set(new Date(systemClock.now().getTime() + 4000))
    await guard.check()
    assert.equal(guard.isTrusted(), false)
    assert.match(said.join(), /this clock is (3\.9|4\.0) s ahead of the database/)
    clock.set(systemClock.now())
    await guard.check()
    clock.set(new Date(systemClock.now().getTime() - 120_000))
    await guard.check()
    assert.match(said.join(), /this clock is 120\.0 s behind the database/)
    assert.deepEqual(changes, [true, false])
    guard.close()
  })
})
