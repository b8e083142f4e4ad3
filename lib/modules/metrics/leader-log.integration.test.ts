import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock, type Clock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { cutConnections } from '#testing/cut-connections.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { LeaderLog, type LogState } from './leader-log.ts'
import { readRows, type LogRow } from './log-repository.ts'
import { openLogSession } from './log-session.ts'

const HOUR = 3_600_000
const PLATFORM = '00000000-0000-7000-8000-00000000000a'

let db: TestDatabase
let admin: ReturnType<typeof openPool>
before(async () => {
  db = await createTestDatabase()
  admin = openPool(db.urls.admin, 'test', 2)
})
beforeEach(async () => {
  await admin.query('truncate metrics.wal')
})
after(async () => {
  await admin.end()
  await db.drop()
})

interface Opened {
  log: LeaderLog
  replayed: string[]
  states: LogState[]
}

function open(holder: string, more: { deadlineMs?: number; clock?: Clock; maxSkewMs?: number } = {}): Opened {
  const replayed: string[] = []
  const states: LogState[] = []
  const log = new LeaderLog({
    openSession: async () =>
      await openLogSession({ url: db.urls.engine, name: holder, deadlineMs: more.deadlineMs ?? 5000 }),
    clock: more.clock ?? systemClock,
    retentionMs: 6 * HOUR,
    holder,
    maxSkewMs: more.maxSkewMs ?? 2000,
    onRow: (row) => replayed.push(Buffer.from(row.payload).toString()),
    onState: (state) => states.push(state),
    onCommit: () => undefined,
  })
  log.start()
  return { log, replayed, states }
}

const row = (payload: string, receivedAtMs = Date.now()): LogRow => ({
  receivedAtMs,
  platformId: PLATFORM,
  tenantId: null,
  sourceId: null,
  tenantLabel: 'customer',
  maxSeries: 7,
  payload: Buffer.from(payload),
})

async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await isTrue())) {
    assert.ok(Date.now() < end, `not within 10 s: ${what}`)
    await sleep(5)
  }
}

const stored = async (): Promise<string[]> => {
  const { rows } = await admin.query<{ payload: Buffer }>('select payload from metrics.wal order by id')
  return rows.map(({ payload }) => payload.toString())
}

test('what was appended is stored and applied, both in the same order', async () => {
  const { log } = open('a')
  await until('leads', () => log.state === 'leading')
  const applied: string[] = []
  const sent = Array.from({ length: 500 }, (_, i) => `request ${i}`)
  await Promise.all(sent.map(async (text) => await log.append(row(text), () => applied.push(text))))
  await log.stop()
  assert.deepEqual(applied, sent)
  assert.deepEqual(await stored(), sent)
})

test('a second engine follows, cannot append, and takes over with everything that was stored', async () => {
  const first = open('first')
  await until('first leads', () => first.log.state === 'leading')
  const second = open('second')
  await until('second follows', () => second.log.state === 'following')
  await first.log.append(row('one'), () => undefined)
  await until('second has seen it', () => second.replayed.length === 1)
  await assert.rejects(
    second.log.append(row('no'), () => undefined),
    { code: 'unavailable', retryAfterSeconds: 1 },
  )
  const last = first.log.append(row('two'), () => undefined)
  await first.log.stop()
  await last
  await until('second leads', () => second.log.state === 'leading')
  assert.deepEqual(second.replayed, ['one', 'two'])
  assert.ok(second.log.epoch > first.log.epoch)
  await second.log.append(row('three'), () => undefined)
  await second.log.stop()
  assert.deepEqual(await stored(), ['one', 'two', 'three'])
})

test('a session that is cut amid appends loses nothing that was confirmed, and the log recovers by itself', async () => {
  const { log, replayed, states } = open('cut')
  await until('leads', () => log.state === 'leading')
  const applied: string[] = []
  const confirmed: string[] = []
  let refused = 0
  const over = new AbortController()
  const sender = async (name: string): Promise<void> => {
    for (let i = 0; !over.signal.aborted; i++) {
      const text = `${name} ${i}`
      try {
        await log.append(row(text), () => applied.push(text))
        confirmed.push(text)
      } catch (error) {
        assert.ok(error instanceof DomainError && error.code === 'unavailable')
        refused++
        await sleep(5)
      }
    }
  }
  const senders = ['a', 'b', 'c'].map(sender)
  for (let round = 0; round < 5; round++) {
    await sleep(60)
    await cutConnections(db.urls.admin, ['cut'])
    await until('was cut', () => log.state !== 'leading')
    await until('leads again', () => log.state === 'leading')
  }
  over.abort()
  await Promise.all(senders)
  await log.stop()
  const inLog = await stored()
  assert.ok(refused > 0 && confirmed.length > 50, `${refused} refused, ${confirmed.length} confirmed`)
  assert.ok(states.includes('connecting'))
  assert.equal(new Set(inLog).size, inLog.length)
  assert.deepEqual(
    confirmed.filter((text) => !inLog.includes(text)),
    [],
  )
  // The head has exactly what the log has: applied at once, or read back after the cut when the answer was lost.
  assert.deepEqual([...applied, ...replayed].toSorted(), inLog.toSorted())
})

test('a database that stands still is noticed within the deadline, and what waits is refused', async () => {
  const { log, replayed } = open('still', { deadlineMs: 400 })
  await until('leads', () => log.state === 'leading')
  const blocker = await admin.connect()
  await blocker.query('begin; lock table metrics.wal in access exclusive mode')
  const start = Date.now()
  await assert.rejects(
    log.append(row('lost'), () => undefined),
    { code: 'unavailable' },
  )
  assert.ok(Date.now() - start < 1500, `${Date.now() - start} ms`)
  await assert.rejects(
    log.append(row('refused at once'), () => undefined),
    { code: 'unavailable' },
  )
  await blocker.query('rollback')
  blocker.release()
  await until('leads again', () => log.state === 'leading')
  await log.append(row('kept'), () => undefined)
  await log.stop()
  // Whether the database wrote what waited before it noticed the cut is its affair: then it was read back before the next.
  assert.deepEqual(await stored(), [...replayed, 'kept'])
  assert.ok(!replayed.includes('refused at once'))
})

test('partitions are made as time goes on, and old ones leave with what they hold', async () => {
  let offset = -12 * HOUR
  const clock: Clock = { now: () => new Date(Date.now() + offset) }
  const first = open('past', { clock, maxSkewMs: Infinity })
  await until('leads', () => first.log.state === 'leading')
  await first.log.append(row('old', clock.now().getTime()), () => undefined)
  // No partition was made ahead for this hour.
  await first.log.append(row('young', clock.now().getTime() + 10 * HOUR), () => undefined)
  await first.log.stop()
  offset = 0
  const second = open('present', { clock })
  await until('leads', () => second.log.state === 'leading')
  assert.deepEqual(second.replayed, ['young'])
  await second.log.stop()
  assert.deepEqual(await stored(), ['young'])
})

test('rows come back as they were written', async () => {
  const first = open('writer')
  await until('leads', () => first.log.state === 'leading')
  const sent = {
    ...row(''),
    payload: Uint8Array.from({ length: 256 }, (_, i) => i),
    tenantId: PLATFORM,
    receivedAtMs: Date.now(),
  }
  await first.log.append(sent, () => undefined)
  await first.log.stop()
  const session = await openLogSession({ url: db.urls.engine, name: 'reader', deadlineMs: 5000 })
  const [read] = await readRows(session, { afterId: 0, sinceMs: 0, limit: 5 })
  session.destroy()
  assert.ok(read !== undefined)
  const { id, ...rest } = read
  assert.ok(id > 0)
  assert.deepEqual({ ...rest, payload: [...rest.payload] }, { ...sent, payload: [...sent.payload] })
})

test('an engine whose clock is wrong does not lead', async () => {
  let offset = 5000
  const reasons: unknown[] = []
  const log = new LeaderLog({
    openSession: async () => await openLogSession({ url: db.urls.engine, name: 'skewed', deadlineMs: 5000 }),
    clock: { now: () => new Date(Date.now() + offset) },
    retentionMs: 6 * HOUR,
    holder: 'skewed',
    maxSkewMs: 2000,
    onRow: () => undefined,
    onState: (_, reason) => reasons.push(reason),
    onCommit: () => undefined,
  })
  log.start()
  await until('says why', () =>
    reasons.some((reason) => String(reason).includes("5.0 s ahead of the database's")),
  )
  await assert.rejects(
    log.append(row('no'), () => undefined),
    { code: 'unavailable' },
  )
  offset = 0
  await until('leads once the clock is right', () => log.state === 'leading')
  await log.stop()
})
