import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { countSockets, startListener, textOf, twoLoopbacks, type TestListener } from '#testing/listeners.ts'
import { testCertificate } from '#testing/tls-certificate.ts'
import {
  createOutgoing,
  OutgoingError,
  type AllowEntry,
  type Outgoing,
  type OutgoingRequest,
} from './outgoing.ts'

const log = createLogger('test', 'silent')
const A = platformId('018f0000-0000-7000-8000-00000000000a')
const platform: Scope = { kind: 'platform', platformId: A }
const tenant: Scope = {
  kind: 'tenant',
  platformId: A,
  tenantId: tenantId('018f0000-0000-7000-8000-0000000000aa'),
}
const [near, far] = twoLoopbacks()

/** Names as a DNS under foreign control answers them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'mixed.example': ['1.1.1.1', '127.0.0.1'],
  'intranet.example': ['10.1.2.3'],
  'far.test': [far],
}
const resolve = async (host: string): Promise<readonly string[]> => {
  const addresses = NAMES[host]
  if (addresses === undefined) throw new Error('the name has no address')
  return addresses
}

let here: TestListener
let there: TestListener
let client: Outgoing
/** Opens the port of the listeners on public addresses, so that refusals are about addresses and not about ports. */
const clientFor = (allow: readonly AllowEntry[] = []): Outgoing =>
  createOutgoing({ log, resolve, allow, publicPorts: [80, 443, here.port] })
const opened = (address: string): AllowEntry => ({
  cidr: `${address}/${address.includes(':') ? 128 : 32}`,
  port: here.port,
  platformId: null,
})

before(async () => {
  here = await startListener((_request, response) => response.end('here'), { host: near })
  there = await startListener((_request, response) => response.end('there'), { host: far, port: here.port })
  client = clientFor()
})
after(async () => {
  await here.close()
  await there.close()
})

test('the same client reaches the same listener once an entry opens it: the refusals above were decisions', async () => {
  const earlier = here.connections()
  const sockets = await countSockets(async () => {
    const response = await clientFor([opened(near)]).request({
      url: `${here.origin}/`,
      scope: platform,
      allowHttp: true,
    })
    assert.equal(Buffer.from(response.body).toString(), 'here')
  })
  assert.equal(sockets, 1)
  assert.equal(here.connections(), earlier + 1)
})

test("a tenant's URL never uses the list, nor do entries handed over with the request", async () => {
  const sockets = await countSockets(async () => {
    const request = { url: `${here.origin}/`, scope: tenant, allowHttp: true, allow: [opened(near)] }
    await assert.rejects(clientFor([opened(near)]).request(request), OutgoingError)
  })
  assert.equal(sockets, 0)
})

test('check tells which entry a URL depends on, and that a public one depends on none', async () => {
  const target = { url: 'http://far.test/', scope: platform, allowHttp: true }
  const entry: AllowEntry = { cidr: `${far}/${far.includes(':') ? 128 : 32}`, port: 80, platformId: A }
  assert.deepEqual(await client.check({ ...target, allow: [entry] }), { addresses: [far], allowedBy: entry })
  assert.deepEqual(await client.check({ url: 'https://1.1.1.1/', scope: tenant }), {
    addresses: ['1.1.1.1'],
    allowedBy: null,
  })
})

test('plain http that is for the list alone reaches what the list opens, and no public address', async () => {
  const listed = { scope: platform, allowHttp: 'listed' } as const
  const response = await clientFor([opened(near)]).request({ ...listed, url: `${here.origin}/` })
  assert.equal(Buffer.from(response.body).toString(), 'here')
  const everywhere: AllowEntry = { cidr: '1.1.1.1/32', port: 80, platformId: null }
  const toPublic = clientFor([opened(near), everywhere]).check({ ...listed, url: 'http://1.1.1.1/' })
  await assert.rejects(toPublic, (error) => {
    assert.ok(error instanceof OutgoingError)
    assert.match(error.detail ?? '', /plain http is for addresses of the operator's list/)
    return !error.canBeAllowed
  })
  assert.equal((await client.check({ ...listed, url: 'https://1.1.1.1/' })).allowedBy, null)
})

test('a name is connected to at its checked address, and keeps its name in the Host header', async () => {
  const both = clientFor([opened(far)])
  const earlier = [here.connections(), there.connections()]
  const response = await both.request({
    url: `http://far.test:${here.port}/`,
    scope: platform,
    allowHttp: true,
  })
  assert.equal(Buffer.from(response.body).toString(), 'there')
  assert.equal(there.requests.at(-1)?.headers.host, `far.test:${here.port}`)
  assert.deepEqual([here.connections(), there.connections()], [earlier[0], (earlier[1] ?? 0) + 1])
})

test('over TLS the name is in SNI and checked against the certificate', async () => {
  const secure = await startListener((_request, response) => response.end('secure'), { tls: testCertificate })
  try {
    const allow = [{ cidr: '127.0.0.1/32', port: secure.port, platformId: null }]
    const names = async (host: string): Promise<readonly string[]> =>
      host.endsWith('.test') ? ['127.0.0.1'] : []
    const trusting = createOutgoing({ log, resolve: names, allow, ca: [testCertificate.cert] })
    const response = await trusting.request({ url: `https://receiver.test:${secure.port}/`, scope: platform })
    assert.equal(Buffer.from(response.body).toString(), 'secure')
    const wrongName = trusting.request({ url: `https://other.test:${secure.port}/`, scope: platform })
    await assert.rejects(
      wrongName,
      (error) => error instanceof OutgoingError && error.detail === 'its certificate is for another name',
    )
    const unknown = createOutgoing({ log, resolve: names, allow }).request({
      url: `https://receiver.test:${secure.port}/`,
      scope: platform,
    })
    await assert.rejects(
      unknown,
      (error) => error instanceof OutgoingError && error.detail === 'its certificate is self-signed',
    )
  } finally {
    await secure.close()
  }
})

test('what is sent arrives: method, headers, body', async () => {
  let body = ''
  const echo = await startListener((request, response) => {
    textOf(request).then(
      (text) => {
        body = text
        response.writeHead(202, { 'x-answer': ['a', 'b'] }).end('ok')
      },
      () => response.destroy(),
    )
  })
  try {
    const request: OutgoingRequest = {
      url: `${echo.origin}/path?q=1`,
      scope: operatorScope,
      allowHttp: true,
      allow: [{ cidr: '127.0.0.0/8', port: echo.port, platformId: null }],
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer x' },
      body: '{"a":1}',
    }
    const response = await client.request(request)
    assert.deepEqual(
      [response.status, response.headers['x-answer'], response.isTruncated],
      [202, 'a, b', false],
    )
    const [seen] = echo.requests
    assert.deepEqual([seen?.method, seen?.url, body], ['POST', '/path?q=1', '{"a":1}'])
    assert.equal(seen?.headers['authorization'], 'Bearer x')
    assert.equal(seen.headers['connection'], 'close')
    await assert.rejects(client.request({ ...request, headers: { Host: 'evil' } }), /headers\.host/)
    assert.equal(echo.requests.length, 1)
  } finally {
    await echo.close()
  }
})

test('a tenant cannot tell a closed port from a name that is private or unknown', async () => {
  const answers = await Promise.all(
    ['intranet.example', 'unknown.example', 'mixed.example'].map(async (host) => {
      const [failure] = await Promise.allSettled([client.request({ url: `https://${host}/`, scope: tenant })])
      assert.ok(failure.status === 'rejected' && failure.reason instanceof OutgoingError)
      const { name, code, message, fault, detail, faults } = failure.reason
      return { name, code, message, fault, detail, faults }
    }),
  )
  assert.deepEqual(answers[1], answers[0])
  assert.deepEqual(answers[2], answers[0])
})

test('staff learn why nobody answered', async () => {
  const dead = await startListener((_request, response) => response.end())
  await dead.close()
  const request = {
    url: `${dead.origin}/`,
    scope: platform,
    allowHttp: true,
    allow: [{ cidr: '127.0.0.1/32', port: dead.port, platformId: A }],
  }
  await assert.rejects(
    client.request(request),
    (error) => error instanceof OutgoingError && error.detail === 'the connection was refused',
  )
})
