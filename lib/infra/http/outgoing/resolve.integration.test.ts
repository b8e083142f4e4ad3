import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { resolveByDns, resolveByMachine, untilAborted } from './resolve.ts'

const A = 1
const AAAA = 28

/** Records of the server below, as the bytes of their data. */
const RECORDS: Readonly<Record<string, Readonly<Record<number, readonly (readonly number[])[]>>>> = {
  'both.test': {
    [A]: [
      [192, 0, 2, 1],
      [127, 0, 0, 1],
    ],
    [AAAA]: [[0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  },
  'v4.test': { [A]: [[192, 0, 2, 7]], [AAAA]: [] },
  'none.test': { [A]: [], [AAAA]: [] },
}

/** One answer of RFC 1035: the question repeated, and a record with TTL 0 for each address. */
function answerTo(query: Buffer): Buffer | null {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  const question = query.subarray(12, at + 5)
  const name = labels.join('.').toLowerCase()
  if (name === 'silent.test') return null
  const records = RECORDS[name]?.[query.readUInt16BE(at + 1)] ?? []
  const header = Buffer.from(query.subarray(0, 12))
  header.writeUInt16BE(0x8180 | (RECORDS[name] === undefined ? 3 : 0), 2)
  header.writeUInt16BE(records.length, 6)
  header.writeUInt32BE(0, 8)
  const answers = records.map((data) => {
    const type = data.length === 4 ? A : AAAA
    return Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 0, 0, data.length, ...data])
  })
  return Buffer.concat([header, question, ...answers])
}

let server: Socket
let asked = 0
let resolve: ReturnType<typeof resolveByDns>
const patience = (): AbortSignal => AbortSignal.timeout(5000)

before(async () => {
  server = createSocket('udp4')
  server.on('message', (query, from) => {
    asked += 1
    const answer = answerTo(query)
    if (answer !== null) server.send(answer, from.port, from.address)
  })
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  resolve = resolveByDns([`127.0.0.1:${server.address().port}`])
})
after(() => {
  server.close()
})

test('DNS: every address of both families is found', async () => {
  assert.deepEqual([...(await resolve('both.test', patience()))].toSorted(), [
    '127.0.0.1',
    '192.0.2.1',
    '2001:db8::1',
  ])
  assert.deepEqual(await resolve('v4.test', patience()), ['192.0.2.7'])
})

test('DNS: nothing is kept, so that a short-lived answer is asked for again', async () => {
  const earlier = asked
  await resolve('v4.test', patience())
  await resolve('v4.test', patience())
  assert.equal(asked, earlier + 4)
})

test('DNS: a name without addresses and an unknown name are failures', async () => {
  await assert.rejects(resolve('none.test', patience()), /no address/)
  await assert.rejects(resolve('unknown.test', patience()), /no address/)
})

test('DNS: a server that is silent is given up when the signal says so', async () => {
  const from = performance.now()
  await assert.rejects(resolve('silent.test', AbortSignal.timeout(100)), /no address/)
  assert.ok(performance.now() - from < 1000)
})

test('the machine: names of the hosts file are found', async () => {
  const addresses = await resolveByMachine('localhost', patience())
  assert.ok(addresses.includes('127.0.0.1') || addresses.includes('::1'))
})

test('an ended signal ends the wait', async () => {
  await assert.rejects(
    untilAborted(new Promise(() => undefined), AbortSignal.timeout(10)),
    /not resolved in time/,
  )
  await assert.rejects(untilAborted(Promise.resolve('late'), AbortSignal.abort()), { name: 'AbortError' })
  assert.equal(await untilAborted(Promise.resolve('done'), patience()), 'done')
})
