import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { operatorScope } from '#lib/core/scope.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createOutgoing, OutgoingError, type OutgoingRequest, type OutgoingResponse } from '../outgoing.ts'

const MIB = 1024 * 1024
const log = createLogger('test', 'silent')
const greeting = z.object({ http: z.number(), raw: z.number() })

let hostile: ChildProcess
let ports: z.infer<typeof greeting>

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface(stream)) return line
  throw new Error('the process said nothing')
}

before(async () => {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('#testing/hostile-server.ts'))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  hostile = child
  ports = greeting.parse(JSON.parse(await firstLine(child.stdout)))
})
after(() => {
  hostile.kill('SIGKILL')
})

async function ask(
  path: string,
  more: Partial<OutgoingRequest> = {},
  port = ports.http,
): Promise<OutgoingResponse> {
  const client = createOutgoing({
    log,
    allow: [{ cidr: '127.0.0.1/32', port, platformId: null }],
    connectMs: 500,
  })
  return await client.request({
    url: `http://127.0.0.1:${port}${path}`,
    scope: operatorScope,
    allowHttp: true,
    totalMs: 3000,
    ...more,
  })
}

const failsWith =
  (detail: RegExp) =>
  (error: unknown): boolean =>
    error instanceof OutgoingError &&
    error.fault === 'unreachable' &&
    error.message === 'The address did not answer.' &&
    detail.test(error.detail ?? '')

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

/** The most that resident memory grew while `work` ran; what earlier work left behind is collected first. */
async function memoryGrowth(work: () => Promise<void>): Promise<number> {
  assert.ok(typeof collectGarbage === 'function')
  Reflect.apply(collectGarbage, undefined, [])
  const earlier = process.memoryUsage.rss()
  let peak = earlier
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 5)
  await work()
  clearInterval(timer)
  return peak - earlier
}

test('an endless body is cut at the limit', async () => {
  const response = await ask('/endless')
  assert.deepEqual([response.status, response.body.length, response.isTruncated], [200, MIB, true])
  const small = await ask('/endless', { maxBodyBytes: 1000 })
  assert.deepEqual([small.body.length, small.isTruncated], [1000, true])
})

test('a gzip bomb is unpacked up to the limit only', async () => {
  const response = await ask('/bomb', { gunzip: true })
  assert.deepEqual([response.body.length, response.isTruncated], [MIB, true])
})

test('without asking for gzip nothing is unpacked', async () => {
  const response = await ask('/bomb')
  assert.deepEqual([...response.body.subarray(0, 2)], [0x1f, 0x8b])
})

test('broken gzip is a failure', async () => {
  await assert.rejects(ask('/broken-gzip', { gunzip: true }), failsWith(/header check/))
})

test('a header without end and more than 64 KiB of headers are failures', async () => {
  await assert.rejects(ask('/', {}, ports.raw), failsWith(/larger than 64 KiB/))
  await assert.rejects(ask('/many-headers'), failsWith(/larger than 64 KiB/))
})

test('an answer that breaks off is a failure', async () => {
  await assert.rejects(ask('/half'), failsWith(/before the answer was complete/))
})

test('hostile answers cost at most 20 MiB of memory', async (t) => {
  const attack = async (): Promise<void> => {
    await ask('/endless')
    await ask('/bomb', { gunzip: true })
    await assert.rejects(ask('/', {}, ports.raw))
  }
  for (let i = 0; i < 5; i += 1) await attack() // what the runtime itself takes once
  const start = process.memoryUsage.rss()
  let most = 0
  for (let i = 0; i < 30; i += 1) {
    const growth = await memoryGrowth(attack)
    most = Math.max(most, growth)
    assert.ok(growth <= 20 * MIB, `one attack took ${(growth / MIB).toFixed(1)} MiB`)
  }
  const kept = process.memoryUsage.rss() - start
  assert.ok(kept <= 20 * MIB, `thirty attacks left ${(kept / MIB).toFixed(1)} MiB`)
  t.diagnostic(
    `bar test 22: 30 × endless body, gzip bomb and endless header: at most ${(most / MIB).toFixed(1)} MiB at once, ${(kept / MIB).toFixed(1)} MiB kept, 1 MiB read`,
  )
})

describe('time', { concurrency: true }, () => {
  const took = async (work: Promise<unknown>): Promise<number> => {
    const from = performance.now()
    await assert.rejects(work, failsWith(/in time/))
    return performance.now() - from
  }

  test('silence and drips end at the limit for everything', async () => {
    for (const path of ['/silent', '/drip']) {
      const ms = await took(ask(path, { totalMs: 700 }))
      assert.ok(ms >= 650 && ms < 2500, `${path} took ${Math.round(ms)} ms`)
    }
  })

  test('without a setting it ends within 10 s', async () => {
    const client = createOutgoing({
      log,
      allow: [{ cidr: '127.0.0.1/32', port: ports.http, platformId: null }],
    })
    const ms = await took(
      client.request({ url: `http://127.0.0.1:${ports.http}/drip`, scope: operatorScope, allowHttp: true }),
    )
    assert.ok(ms < 11_000, `took ${Math.round(ms)} ms`)
  })

  test('a caller may end it earlier', async () => {
    const stop = new AbortController()
    const pending = ask('/silent', { signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    await assert.rejects(pending, OutgoingError)
  })

  test('a name that nobody answers for ends after 2 s', async () => {
    const never = createOutgoing({ log, resolve: async () => await new Promise(() => undefined) })
    const from = performance.now()
    await assert.rejects(
      never.request({ url: 'https://slow.example/', scope: operatorScope }),
      failsWith(/not resolved in time/),
    )
    const ms = performance.now() - from
    assert.ok(ms > 1900 && ms < 4000, `took ${Math.round(ms)} ms`)
  })

  test('a server that accepts no connection ends at the limit for connecting', async () => {
    const full = await fullServer()
    try {
      const from = performance.now()
      await assert.rejects(ask('/', { totalMs: 8000 }, full.port), OutgoingError)
      assert.ok(performance.now() - from < 4000)
    } finally {
      full.close()
    }
  })
})

/** A listener whose queue of connections is full: the kernel answers no further one. */
async function fullServer(): Promise<{ readonly port: number; close(): void }> {
  const script = `const s = require('net').createServer(); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.stdout.write(s.address().port + '\\n', () => { for (;;); }) })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const port = Number(await firstLine(child.stdout))
  const fillers = Array.from({ length: 8 }, () =>
    connect({ port, host: '127.0.0.1' }).on('error', () => undefined),
  )
  await sleep(200)
  return {
    port,
    close() {
      child.kill('SIGKILL')
      for (const socket of fillers) socket.destroy()
    },
  }
}

test('a process that made requests can end: nothing of the client stays open', async () => {
  const server: Server = createServer((socket) =>
    socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  await ask('/', {}, address.port)
  const closed = once(server, 'close')
  server.close() // waits for every connection
  await closed
})
