import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { platformId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { countSockets, startListener, twoLoopbacks, type TestListener } from '#testing/listeners.ts'
import {
  createOutgoing,
  OutgoingError,
  type AllowEntry,
  type Outgoing,
  type OutgoingRequest,
  type Resolve,
} from '../outgoing.ts'

const log = createLogger('test', 'silent')
const platform: Scope = { kind: 'platform', platformId: platformId('018f0000-0000-7000-8000-00000000000a') }
const [inside, outside] = twoLoopbacks()

/** The server that may be called, and on the same port of another address the one that may not. */
let open: TestListener
let closed: TestListener
let entry: AllowEntry

before(async () => {
  open = await startListener(
    (request, response) => {
      const [path = '', location = ''] = (request.url ?? '').split('?to=')
      const [, status] = path.split('/')
      if (location === '') response.end('arrived')
      else response.writeHead(Number(status), { location: decodeURIComponent(location) }).end('moved')
    },
    { host: outside },
  )
  closed = await startListener((_request, response) => response.end('inside'), {
    host: inside,
    port: open.port,
  })
  entry = { cidr: `${outside}/${outside.includes(':') ? 128 : 32}`, port: open.port, platformId: null }
})
after(async () => {
  await open.close()
  await closed.close()
})

const client = (resolve: Resolve): Outgoing => createOutgoing({ log, resolve, allow: [entry] })
const to = (status: number, location: string): string => `/${status}?to=${encodeURIComponent(location)}`
const ask = async (path: string, more: Partial<OutgoingRequest> = {}) =>
  await fixedClient().request({
    url: `http://outside.test:${open.port}${path}`,
    scope: platform,
    allowHttp: true,
    ...more,
  })
const fixedClient = (): Outgoing => client(async (host) => [host === 'inside.test' ? inside : outside])
const lastHeaders = (): IncomingMessage['headers'] => open.requests.at(-1)?.headers ?? {}

test('nothing is followed unless asked for', async () => {
  const response = await ask(to(302, '/'))
  assert.deepEqual([response.status, response.headers['location']], [302, '/'])
})

test('three redirects are followed, a fourth is handed over', async () => {
  const chain = (hops: number): string => (hops === 0 ? '/' : to(302, chain(hops - 1)))
  const arrived = await ask(chain(3), { maxRedirects: 3 })
  assert.equal(Buffer.from(arrived.body).toString(), 'arrived')
  assert.equal((await ask(chain(4), { maxRedirects: 3 })).status, 302)
})

const UNCALLED = [
  'http://inside.test:PORT/',
  'http://INSIDE:PORT/',
  'http://2130706433:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  '//INSIDE:PORT/',
  'http://169.254.169.254/',
  'file:///etc/passwd',
  'http://user:pass@outside.test:PORT/',
]

const isNotFollowed = (status: number, target: string) => async (): Promise<void> => {
  const host = inside.includes(':') ? `[${inside}]` : inside
  const location = target.replaceAll('PORT', String(open.port)).replaceAll('INSIDE', host)
  const earlier = closed.connections()
  const sockets = await countSockets(async () => {
    await assert.rejects(ask(to(status, location), { maxRedirects: 3 }), OutgoingError)
  })
  assert.equal(sockets, 1, 'the first hop only')
  assert.equal(closed.connections(), earlier)
}

for (const status of [301, 302, 303, 307, 308]) {
  for (const target of UNCALLED) test(`${status} to ${target} is not followed`, isNotFollowed(status, target))
}

test('a chain that ends inside is cut at its last hop', async () => {
  const end = to(307, `http://inside.test:${open.port}/`)
  const earlier = closed.connections()
  await assert.rejects(ask(to(302, to(302, end)), { maxRedirects: 3 }), OutgoingError)
  assert.equal(closed.connections(), earlier)
})

test('a POST is never sent on', async () => {
  const count = open.requests.length
  const response = await ask(to(307, '/'), { method: 'POST', body: 'x', maxRedirects: 3 })
  assert.equal(response.status, 307)
  assert.equal(open.requests.length, count + 1)
})

test('credentials stay with their host', async () => {
  const headers = { Authorization: 'Bearer secret', Cookie: 'a=b', 'X-Note': 'kept' }
  await ask(to(302, '/same'), { headers, maxRedirects: 1 })
  assert.equal(lastHeaders().authorization, 'Bearer secret')
  await ask(to(302, `http://other.test:${open.port}/other`), { headers, maxRedirects: 1 })
  assert.deepEqual(
    [lastHeaders().host, lastHeaders().authorization, lastHeaders().cookie],
    [`other.test:${open.port}`, undefined, undefined],
  )
  assert.equal(lastHeaders()['x-note'], 'kept')
})

test('a name that changes its address between asking and connecting leads nowhere else (10,000 tries)', async (t) => {
  const earlier = closed.connections()
  const arrivedBefore = open.connections()
  let asked = 0
  // TTL 0 from a hostile DNS: outside, inside, both, in turns.
  const turns = [[outside], [inside], [outside, inside], [inside, outside]]
  const rebinding = client(async () => {
    asked += 1
    return turns[asked % turns.length] ?? []
  })
  let refused = 0
  const attempt = async (): Promise<void> => {
    try {
      await rebinding.request({ url: `http://rebind.test:${open.port}/`, scope: platform, allowHttp: true })
    } catch (error) {
      assert.ok(error instanceof OutgoingError)
      refused += 1
    }
  }
  for (let batch = 0; batch < 200; batch += 1) await Promise.all(Array.from({ length: 50 }, attempt))
  assert.equal(asked, 10_000, 'one question for each request')
  assert.equal(refused, 7500)
  assert.equal(open.connections() - arrivedBefore, 2500)
  assert.equal(closed.connections(), earlier)
  t.diagnostic(
    `bar test 20: ${asked} tries of rebinding and mixed answers, ${refused} refused, 0 connections inside; ${UNCALLED.length} targets of redirects × 5 statuses not followed`,
  )
})
