import assert from 'node:assert/strict'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { after, before, test } from 'node:test'
import { Agent } from 'undici'
import { startListener, twoLoopbacks, type TestListener } from '#testing/listeners.ts'
import { pinnedAgent, pinnedLookup } from './pinned-agent.ts'

const [near, far] = twoLoopbacks()
let here: TestListener
let there: TestListener

before(async () => {
  here = await startListener((_request, response) => response.end('here'), { host: near })
  there = await startListener((_request, response) => response.end('there'), { host: far, port: here.port })
})
after(async () => {
  await here.close()
  await there.close()
})

type Answer = {
  readonly error: Error | null
  readonly address: string | readonly LookupAddress[]
  readonly family: number | undefined
}
const ask = async (addresses: readonly string[], options: LookupOptions): Promise<Answer> =>
  await new Promise((resolve) => {
    pinnedLookup(addresses)('any.name', options, (error, address, family) =>
      resolve({ error, address, family }),
    )
  })

test('the lookup answers in both forms that Node.js asks in', async () => {
  const pins = ['127.0.0.2', '::1']
  assert.deepEqual((await ask(pins, { all: true })).address, [
    { address: '127.0.0.2', family: 4 },
    { address: '::1', family: 6 },
  ])
  assert.deepEqual(await ask(pins, {}), { error: null, address: '127.0.0.2', family: 4 })
  assert.deepEqual(await ask(pins, { family: 6 }), { error: null, address: '::1', family: 6 })
  assert.deepEqual((await ask(pins, { all: true, family: 4 })).address, [{ address: '127.0.0.2', family: 4 }])
  assert.match(String((await ask(['127.0.0.2'], { family: 6 })).error), /no checked address/)
})

const get = async (agent: Agent, origin: string): Promise<string> => {
  try {
    const response = await agent.request({ origin, path: '/', method: 'GET' })
    return await response.body.text()
  } finally {
    await agent.destroy()
  }
}
const pinned = (addresses: readonly string[]): Agent => pinnedAgent({ addresses, connectMs: 2000, ca: [] })

test('the installed undici connects to the pin and to nothing else', async () => {
  const earlier = here.connections()
  assert.equal(await get(pinned([far]), `http://any.name:${here.port}`), 'there')
  assert.equal(here.connections(), earlier)
})

test('an address in the URL never asks the lookup, and is caught after connecting', async () => {
  const requests = here.requests.length
  await assert.rejects(get(pinned([far]), here.origin), /instead of a checked address/)
  assert.equal(here.requests.length, requests, 'no byte of a request was sent')
})

test('a lookup that ignores the list form reaches nobody: the mistake that the pin must not make', async (t) => {
  t.diagnostic(
    'bar test 21: connected to the pin alone, an address in the URL caught, the broken lookup refused',
  )
  const broken = new Agent({ connect: { lookup: (_host, _options, callback) => callback(null, far, 4) } })
  await assert.rejects(get(broken, `http://any.name:${here.port}`), /Invalid IP address/)
})
