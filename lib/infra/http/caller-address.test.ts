import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { parseProxies } from '#lib/infra/config/trusted-proxies.ts'
import { callerAddress, seeCallers } from './caller-address.ts'

const STRANGER = '198.51.100.4'

test('what a stranger writes into the header says nothing', () => {
  for (const written of ['', '203.0.113.7', '203.0.113.7, 10.1.0.1', 'localhost', '::1', ' , ,'])
    assert.equal(callerAddress(STRANGER, written, parseProxies('10.1.0.0/16')), STRANGER, written)
})

test('behind proxies of ours it is what the outermost of them saw', () => {
  const isTrusted = parseProxies('10.1.0.0/16, 2001:db8::1')
  const cases: readonly [peer: string, written: string, caller: string][] = [
    ['10.1.0.1', '203.0.113.7', '203.0.113.7'],
    ['::ffff:10.1.0.1', '203.0.113.7', '203.0.113.7'],
    ['10.1.0.1', `192.0.2.1, ${STRANGER}`, STRANGER], // the first is the stranger's own invention
    ['10.1.0.1', `192.0.2.1, ${STRANGER}, 2001:db8::1`, STRANGER],
    ['10.1.0.1', `${STRANGER},10.1.0.2 , 10.1.0.3`, STRANGER],
    ['2001:db8::1', '2001:db8:7::9', '2001:db8:7::9'],
    ['10.1.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    // A proxy that names nobody is the caller: some address is always counted.
    ['10.1.0.1', '', '10.1.0.1'],
    ['10.1.0.1', 'unknown', '10.1.0.1'],
    ['10.1.0.1', '10.1.0.2', '10.1.0.2'],
  ]
  for (const [peer, written, caller] of cases)
    assert.equal(callerAddress(peer, written, isTrusted), caller, `${peer} with ${written}`)
})

/** What a server on 127.0.0.1 is told of a request with this header. */
async function askWith(forwardedFor: string): Promise<string | string[] | undefined> {
  const seen = Promise.withResolvers<string | string[] | undefined>()
  const server = createServer((request, response) => {
    seen.resolve(request.headers['x-forwarded-for'])
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  await fetch(`http://127.0.0.1:${address.port}/`, { headers: { 'x-forwarded-for': forwardedFor } })
  await new Promise((done) => server.close(done))
  return await seen.promise
}

test('a server of this process is given the caller and nothing else', async () => {
  for (const [proxies, told] of [
    ['none', '127.0.0.1'],
    ['127.0.0.0/8', STRANGER],
  ] as const) {
    const end = seeCallers(parseProxies(proxies))
    assert.equal(await askWith(`203.0.113.7, ${STRANGER}`), told, proxies)
    end()
  }
})
