import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createTestDatabase } from '#testing/database.ts'
import { openDatabaseProxy } from './testing/database-proxy.ts'
import { spawnEngine } from './testing/engine-process.ts'
import { query, send, startEngine, until, write } from './testing/engine-world.ts'
import { label, request, sample, series } from './testing/proto.ts'

const BATCH = 100

/** One request: a sample at `timeMs` for each of a hundred series, with values that say which request it was. */
const batch = (timeMs: number, value: number): Uint8Array =>
  request(
    ...Array.from({ length: BATCH }, (_, i) =>
      series(label('__name__', 'load'), label('slot', String(i)), sample(timeMs, value)),
    ),
  )

const matrixAnswer = z.object({
  data: z.object({
    result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
})

/** The samples of every series, as time in milliseconds → value; one map per series. */
async function samplesOf(port: number, selector: string): Promise<Map<number, number>[]> {
  const path = `/api/v1/query?query=${encodeURIComponent(selector)}`
  const { status, body } = await send(port, path, { headers: { authorization: 'Bearer key-acme' } })
  assert.equal(status, 200, body)
  return matrixAnswer
    .parse(JSON.parse(body))
    .data.result.map(
      ({ values }) => new Map(values.map(([seconds, value]) => [Math.round(seconds * 1000), Number(value)])),
    )
}

function assertHolds(found: readonly Map<number, number>[], acknowledged: ReadonlyMap<number, number>): void {
  assert.equal(found.length, BATCH)
  for (const one of found) {
    for (const [time, value] of acknowledged) assert.equal(one.get(time), value, `sample at ${time}`)
  }
}

test('an engine killed with -9 under load loses no acknowledged sample', async (t) => {
  const db = await createTestDatabase()
  let engine = await spawnEngine(db.urls.engine)
  const over = new AbortController()
  t.after(async () => {
    over.abort() // a failure ends the senders, too
    await engine.kill()
    await db.drop()
  })
  const acknowledged = new Map<number, number>()
  let next = Date.now() - 100_000
  const sendOn = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const time = next++
      // A dead engine refuses the connection: that request counts for nothing.
      const answer = await write(engine.port, batch(time, time % 1000)).catch(() => null)
      if (answer?.status === 204) acknowledged.set(time, time % 1000)
      else await sleep(20)
    }
  }
  const senders = [sendOn(), sendOn(), sendOn()]
  for (let round = 1; round <= 3; round++) {
    await until('under load', () => acknowledged.size >= round * 40)
    await engine.kill()
    engine = await spawnEngine(db.urls.engine)
    // Taken before the question: what is acknowledged while it is answered need not stand in the answer.
    const before = new Map(acknowledged)
    assertHolds(await samplesOf(engine.port, 'load[10m]'), before)
  }
  over.abort()
  await Promise.all(senders)
  assertHolds(await samplesOf(engine.port, 'load[10m]'), acknowledged)
})

test('a database that freezes or goes: 503 with Retry-After in bounded time, answers go on, recovery by itself', async (t) => {
  const db = await createTestDatabase()
  const proxy = await openDatabaseProxy(db.urls.engine)
  const running = await startEngine({ engineUrl: proxy.url, deadlineMs: 800 })
  const { port } = running
  t.after(async () => {
    await running.stop()
    await proxy.close()
    await db.drop()
  })
  await until('leads', () => running.engine.state === 'leading')
  let time = Date.now() - 60_000
  const acknowledged = new Map<number, number>()
  const tryOnce = async (): Promise<{ status: number; ms: number; retryAfter: unknown }> => {
    time += 10
    const { status, ms, headers } = await write(port, batch(time, time % 1000))
    if (status === 204) acknowledged.set(time, time % 1000)
    return { status, ms, retryAfter: headers['retry-after'] }
  }
  assert.equal((await tryOnce()).status, 204)
  for (const mode of ['frozen', 'gone'] as const) {
    proxy.set(mode)
    const first = await Promise.all(Array.from({ length: 50 }, tryOnce))
    assert.deepEqual(new Set(first.map(({ status }) => status)), new Set([503]), mode)
    assert.ok(
      Math.max(...first.map(({ ms }) => ms)) < 1500,
      `${mode}: ${Math.max(...first.map(({ ms }) => ms))} ms`,
    )
    for (let i = 0; i < 20; i++) {
      const { status, ms, retryAfter } = await tryOnce()
      assert.equal(status, 503)
      assert.equal(retryAfter, '1')
      assert.ok(ms < 100, `${mode}: ${ms} ms`)
    }
    assert.equal((await send(port, '/readyz')).status, 503)
    assert.equal((await send(port, '/healthz')).status, 200)
    assert.equal(Object.keys(await query(port, 'count(load)')).length, 1)
    proxy.set('open')
    const start = performance.now()
    await until('samples are taken again', async () => (await tryOnce()).status === 204)
    assert.ok(performance.now() - start < 5000)
  }
  await until('ready again', async () => (await send(port, '/readyz')).status === 200)
  assertHolds(await samplesOf(port, 'load[5m]'), acknowledged)
})

test('a standby answers 503 until the leader is gone, then takes over with everything', async (t) => {
  const db = await createTestDatabase()
  const leader = await spawnEngine(db.urls.engine)
  const standby = await startEngine({ engineUrl: db.urls.engine })
  t.after(async () => {
    await leader.kill()
    await standby.stop()
    await db.drop()
  })
  const time = Date.now()
  assert.equal((await write(leader.port, batch(time, 7))).status, 204)
  await until('follows', () => standby.engine.state === 'following')
  const refused = await write(standby.port, batch(time + 1, 8))
  assert.equal(refused.status, 503)
  assert.match(refused.body, /Another engine leads/)
  // Reads are answered from what the standby has followed.
  await until('has followed', async () => (await samplesOf(standby.port, 'load[1m]')).length === BATCH)
  await leader.kill()
  const start = performance.now()
  await until('took over', async () => (await write(standby.port, batch(time + 2, 9))).status === 204)
  assert.ok(performance.now() - start < 5000)
  assertHolds(
    await samplesOf(standby.port, 'load[1m]'),
    new Map([
      [time, 7],
      [time + 2, 9],
    ]),
  )
})
