// Remote-write is fed what no sender sends: a million damaged requests through the decoders, a hundred thousand over HTTP.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compressSync } from 'snappy'
import { Agent, request as send } from 'undici'
import { decodeSnappy } from '#lib/modules/metrics/decode-snappy.ts'
import { applyBatch } from '#lib/modules/metrics/domain/head/apply-batch.ts'
import { Head } from '#lib/modules/metrics/domain/head/head.ts'
import { readBatch } from '#lib/modules/metrics/domain/head/read-batch.ts'
import { MalformedRequest, RequestTooLarge } from '#lib/modules/metrics/domain/remote-write/malformed.ts'
import { spawnEngine, type EngineProcess } from '#lib/modules/metrics/testing/engine-process.ts'
import { label, request, sample, series } from '#lib/modules/metrics/testing/proto.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { damage, diceOf, type Dice } from './support/mutate.ts'
import { writeHeaders } from './support/remote-write.ts'

const INPUTS = 1_000_000
const REQUESTS = 100_000
const PARALLEL = 16
const LIMIT_MS = 1000
/** Over HTTP 16 at once wait for each other and for whatever else runs here; one that takes so long hangs. */
const HANGS_MS = 20_000
/** New series are made all the time; what is bounded is the engine, by the number of series that are tried. */
const GROWTH_MIB = 400
const now = Date.now()

const MESSAGES: readonly Uint8Array[] = [
  request(series(label('__name__', 'up'), label('job', 'fuzz'), sample(now, 1))),
  request(
    series(label('__name__', 'a'), label('b', 'ü€😀'), sample(now - 1000, 1), sample(now, Number.NaN)),
    series(label('__name__', 'http_requests_total'), label('code', '200'), sample(now, 1e300)),
  ),
  request(
    ...Array.from({ length: 20 }, (_, i) =>
      series(label('__name__', 'many'), label('i', String(i)), sample(now - i, i)),
    ),
  ),
]

/** Half of the inputs are wrong inside of the block, half of them are a wrong block. */
function nextInput(roll: Dice): Uint8Array {
  const message = MESSAGES[roll(MESSAGES.length)] ?? Uint8Array.of(0)
  return roll(2) === 0 ? compressSync(damage(message, roll)) : damage(compressSync(message), roll)
}

let db: TestDatabase
let engine: EngineProcess
before(async () => {
  db = await createTestDatabase()
  engine = await spawnEngine(db.urls.engine)
})
after(async () => {
  await engine.kill()
  await db.drop()
})

test(`${INPUTS} damaged requests through the decoders: read, refused by reason, or called unreadable`, () => {
  const roll = diceOf(20_261_121)
  const lane = { platformId: 'p', tenantId: 't', tenantLabel: null, maxSeries: 10_000 }
  const head = new Head(3_600_000, () => undefined)
  const counts = { read: 0, unreadable: 0, tooLarge: 0 }
  let slowest = 0
  for (let i = 0; i < INPUTS; i += 1) {
    const input = nextInput(roll)
    const begun = performance.now()
    try {
      const batch = readBatch(decodeSnappy(input), {
        lane,
        head,
        nowMs: now,
        resolveTenant: () => undefined,
        isShut: () => false,
      })
      applyBatch(batch, head, now)
      assert.ok(batch.outcome.accepted <= batch.samples)
      counts.read += 1
    } catch (error) {
      if (error instanceof MalformedRequest) counts.unreadable += 1
      else if (error instanceof RequestTooLarge) counts.tooLarge += 1
      else throw new Error(`input ${Buffer.from(input).toString('hex')}`, { cause: error })
    }
    slowest = Math.max(slowest, performance.now() - begun)
  }
  process.stdout.write(`${JSON.stringify(counts)}, the slowest took ${slowest.toFixed(1)} ms\n`)
  assert.ok(slowest < LIMIT_MS, `the slowest took ${slowest} ms`)
  for (const count of Object.values(counts)) assert.ok(count > 100, JSON.stringify(counts))
})

test(`${REQUESTS} damaged requests over HTTP: 204, 400 or 413, and the engine goes on`, async () => {
  const roll = diceOf(20_261_122)
  const dispatcher = new Agent({ connections: PARALLEL })
  const url = `http://127.0.0.1:${engine.port}/api/v1/write`
  const statuses = new Map<number, number>()
  const post = async (body: Uint8Array): Promise<number> => {
    const headers = writeHeaders('src-acme')
    const answer = await send(url, { method: 'POST', headers, body, dispatcher })
    await answer.body.text()
    return answer.statusCode
  }
  const atRest = engine.memory()
  let left = REQUESTS
  let slowest = 0
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const input = nextInput(roll)
      const begun = performance.now()
      const status = await post(input)
      slowest = Math.max(slowest, performance.now() - begun)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      assert.ok([204, 400, 413].includes(status), `${status}: ${Buffer.from(input).toString('hex')}`)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  const grown = engine.memory() - atRest
  process.stdout.write(
    `${JSON.stringify([...statuses])}, ${slowest.toFixed(0)} ms, ${grown.toFixed(0)} MiB\n`,
  )
  const whole = request(series(label('__name__', 'up'), label('job', 'whole'), sample(now, 1)))
  assert.equal(await post(compressSync(whole)), 204)
  assert.ok(slowest < HANGS_MS, `the slowest took ${slowest} ms`)
  assert.ok(grown < GROWTH_MIB, `${grown} MiB`)
  await dispatcher.close()
})
