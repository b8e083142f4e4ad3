import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { createTestDatabase } from '#testing/database.ts'
import { REQUEST_LIMITS } from '../domain/limits.ts'
import { spawnEngine } from '../testing/engine-process.ts'
import { openEngineWorld, send, write, writeHeaders } from '../testing/engine-world.ts'
import { label, request, sample, series, varint } from '../testing/proto.ts'

/* Senders that take too much: of bytes, of time, of connections, of their plan. */

const world = await openEngineWorld()
after(async () => await world.close())

const MiB = 1024 * 1024
const head = (...more: string[]): string => {
  const lines = Object.entries(writeHeaders('src-acme')).map(([name, value]) => `${name}: ${value}`)
  return `POST /api/v1/write HTTP/1.1\r\nhost: engine\r\n${[...lines, ...more].join('\r\n')}\r\n\r\n`
}

/** Sends pieces until the other side hangs up; returns what it said and how much it took. */
async function pour(
  start: string,
  piece: Uint8Array,
  most: number,
): Promise<{ answer: string; sent: number }> {
  const socket = connect(world.port, '127.0.0.1')
  let answer = ''
  let sent = 0
  socket.on('data', (data) => {
    answer += data.toString()
  })
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => {
    socket.once('close', resolve)
  })
  socket.write(start)
  while (!socket.destroyed && sent < most) {
    sent += piece.length
    const drained = new AbortController()
    const wait = once(socket, 'drain', { signal: drained.signal }).catch(() => undefined)
    if (!socket.write(piece)) await Promise.race([wait, closed])
    drained.abort()
  }
  socket.destroy()
  return { answer, sent }
}

test('a body that is announced as too long is not read to its end', async () => {
  const { answer, sent } = await pour(head('content-length: 500000000'), Buffer.alloc(64 * 1024), 400 * MiB)
  assert.match(answer, /^HTTP\/1\.1 413 /)
  assert.ok(sent < 40 * MiB, `${sent} bytes were taken`)
})

test('a chunked body is cut off where it becomes too long', async () => {
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')])
  const { answer, sent } = await pour(head('transfer-encoding: chunked'), chunk, 400 * MiB)
  assert.match(answer, /^HTTP\/1\.1 413 /)
  assert.ok(sent < 40 * MiB, `${sent} bytes were taken`)
})

test('a sender that goes on for a moment before it reads still finds out why it was refused', async (t) => {
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')])
  const socket = connect(world.port, '127.0.0.1')
  t.after(() => socket.destroy())
  socket.on('error', () => undefined)
  socket.pause()
  socket.write(head('transfer-encoding: chunked'))
  const tooLong = REQUEST_LIMITS.wireBytes + chunk.length
  for (let sent = 0; sent < tooLong; sent += chunk.length) socket.write(chunk)
  for (let round = 0; round < 10; round++) {
    await sleep(50)
    socket.write(chunk)
  }
  const answer: unknown[] = await once(socket.resume(), 'data', { signal: AbortSignal.timeout(5000) })
  assert.match(String(answer[0]), /^HTTP\/1\.1 413 /)
})

test('a body that trickles in is cut off after ten seconds', async () => {
  const socket = connect(world.port, '127.0.0.1')
  socket.write(head('content-length: 1000'))
  const start = performance.now()
  const drip = setInterval(() => socket.write('x'), 500)
  let answer = ''
  for await (const data of socket) answer += String(data)
  clearInterval(drip)
  const seconds = (performance.now() - start) / 1000
  assert.match(answer, /^HTTP\/1\.1 408 /)
  assert.match(answer, /within 10 seconds/)
  assert.ok(seconds > 9 && seconds < 13, `${seconds} s`)
})

const claiming = (bytes: number) => Uint8Array.from([...varint(bytes), ...new Uint8Array(100)])
const LIES = [claiming(2 * 1024 * MiB), claiming(MiB), gzipSync(Buffer.alloc(1e6))]

async function flood(port: number, count: number): Promise<Set<number>> {
  const answers = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const headers = { ...writeHeaders('src-acme'), 'content-encoding': i % 3 === 2 ? 'gzip' : 'snappy' }
      return await send(port, '/api/v1/write', { method: 'POST', headers, body: LIES[i % 3] ?? '' })
    }),
  )
  return new Set(answers.map(({ status }) => status))
}

test('a thousand lying headers at once change nothing for others, and memory stays flat', async (t) => {
  const db = await createTestDatabase()
  const engine = await spawnEngine(db.urls.engine)
  t.after(async () => {
    await engine.kill()
    await db.drop()
  })
  const valid = request(series(label('__name__', 'up'), sample(Date.now(), 1)))
  // What a process takes once for a thousand connections is no growth.
  for (let round = 0; round < 3; round++) await flood(engine.port, 1000)
  const atRest = engine.memory()
  for (let round = 0; round < 4; round++) {
    assert.deepEqual(await flood(engine.port, 1000), new Set([413, 400, 415]))
  }
  const grown = engine.memory() - atRest
  assert.ok(grown < 40, `${grown} MiB`)
  assert.equal((await write(engine.port, valid)).status, 204)
})

test('above the rate of the plan: 429 with the time to wait, and nothing of the request is written', async () => {
  const at = Date.now()
  const hundredThousand = (first: number) =>
    request(
      series(label('__name__', 'fast'), ...Array.from({ length: 100_000 }, (_, i) => sample(first + i, i))),
    )
  for (const first of [at - 200_000, at - 100_000]) {
    const { status, body } = await world.write(hundredThousand(first), 'src-standard')
    assert.equal(status, 204, body)
  }
  const refused = await world.write(hundredThousand(at), 'src-standard')
  assert.equal(refused.status, 429, refused.body)
  assert.ok(Number(refused.headers['retry-after']) >= 1)
  assert.match(refused.body, /10000 samples per second/)
  assert.deepEqual(Object.values(await world.query('count_over_time(fast[1h])')), ['200000'])
})

test('a platform, a source and an address that do not exist look like nothing', async () => {
  for (const path of ['/', '/api/v1/labels', '/api/v1/write/', '/%', '/api/v1/query%00']) {
    const { status, headers, body } = await world.send(path, {})
    assert.ok(status === 404 || status === 400, `${path}: ${status}`)
    assert.match(String(headers['content-type']), /^application\/(problem\+)?json/)
    assert.doesNotMatch(body, /node_modules|\.ts:/)
  }
})
