// Bad input over HTTP against the engine of a whole installation, with the credentials that it gave out: the documented
// status with its reason, in time, the rest of the batch kept, never a 500, and memory flat.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { compressSync } from 'snappy'
import { z } from 'zod'
import { label, request, sample, series, varint } from '#lib/modules/metrics/testing/proto.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { callCli } from './support/estate.ts'
import { writeHeaders } from './support/remote-write.ts'

/** The bar is 100 ms on a machine that does nothing else; this one may do a lot. */
const LIMIT_MS = 2000
const GROWTH_MIB = 40
const MiB = 1024 * 1024
const now = Date.now()

let installation: Installation
let write: { readonly url: string; readonly credential: string }
let foreignSource: string
let key: string
let foreignKey: string
let queryUrl: string

before(async () => {
  installation = await startInstallation()
  const cli = async (...args: string[]) => await callCli(installation, ...args)
  const platform = (await cli('platform', 'create', '--name', 'Licences'))['id'] ?? ''
  const made = async (name: string) => {
    const tenant = (await cli('tenant', 'create', '--platform', platform, '--name', name))['id'] ?? ''
    const source = await cli('source', 'create', '--tenant', tenant, '--plan', 'unlimited')
    const reader = await cli('key', 'create', '--tenant', tenant, '--permission', 'metrics:query')
    return { source, reader }
  }
  const [merbau, angsana] = [await made('Merbau'), await made('Angsana')]
  write = { url: merbau.source['remoteWriteUrl'] ?? '', credential: merbau.source['credential'] ?? '' }
  foreignSource = angsana.source['credential'] ?? ''
  key = merbau.reader['credential'] ?? ''
  foreignKey = angsana.reader['credential'] ?? ''
  queryUrl = `${merbau.reader['queryUrl'] ?? ''}/query`
})
after(async () => {
  await installation.stop()
  installation.remove()
})

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

async function post(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const begun = performance.now()
  const wanted = Object.entries({ ...writeHeaders(write.credential), ...headers }).filter(
    ([, value]) => value !== '',
  )
  const response = await fetch(write.url, {
    method: 'POST',
    headers: Object.fromEntries(wanted),
    body: Uint8Array.from(body),
  })
  const text = await response.text()
  const took = performance.now() - begun
  assert.ok(took < LIMIT_MS, `${took} ms`)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text }
}

const vector = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})
async function query(expr: string, credential: string): Promise<{ status: number; values: string[] }> {
  const response = await fetch(`${queryUrl}?query=${encodeURIComponent(expr)}`, {
    headers: { authorization: `Bearer ${credential}` },
  })
  const body: unknown = await response.json()
  const { status } = response
  return {
    status,
    values: status === 200 ? vector.parse(body).data.result.map(({ value }) => value[1]) : [],
  }
}

const up = (job: string, ...parts: number[][]) => series(label('__name__', 'up'), label('job', job), ...parts)
const valid = request(up('valid', sample(now, 1)))
const good = compressSync(valid)
const claiming = (bytes: number) => Uint8Array.from([...varint(bytes), ...new Uint8Array(100)])
const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` })

type Refused = readonly [
  name: string,
  status: number,
  says: RegExp,
  body: Uint8Array,
  headers?: () => Record<string, string>,
]
const REFUSED: readonly Refused[] = [
  ['no credential', 401, /Authorization/, good, () => ({ authorization: '' })],
  [
    'a mistyped credential',
    401,
    /not a whole source credential/,
    good,
    () => bearer(`${write.credential.slice(0, -1)}#`),
  ],
  ['a key that may only read', 403, /source/, good, () => bearer(key)],
  ['JSON', 415, /x-protobuf/, good, () => ({ 'content-type': 'application/json' })],
  ['brotli', 415, /snappy/, brotliCompressSync(valid), () => ({ 'content-encoding': 'br' })],
  ['six megabytes', 413, /at most/, new Uint8Array(6 * MiB)],
  ['a header that claims 4 GiB', 413, /claims/, claiming(2 ** 32 - 1)],
  ['a header that claims 31 MiB of nothing', 400, /cannot hold/, claiming(31 * MiB)],
  ['no snappy', 400, /snappy/, Buffer.from('{"metrics":[]}')],
  ['no protobuf', 400, /protobuf/, compressSync(Buffer.from('this is text'))],
  ['a message that is cut off', 400, /cut off/, compressSync(valid.slice(0, -4))],
]

const named = (...parts: number[][]) => series(label('__name__', 'a'), ...parts, sample(now, 1))
const many = Array.from({ length: 10_000 }, (_, i) => label(`a${String(i).padStart(5, '0')}`, 'x'))
const PARTLY: readonly (readonly [name: string, reason: string, bad: number[]])[] = [
  ['a megabyte of a label', 'label_value_too_long', named(label('b', 'x'.repeat(1e6)))],
  ['ten thousand labels', 'too_many_labels', named(...many)],
  ['a NUL', 'nul_byte', named(label('b', 'a\0b'))],
  ['invalid UTF-8', 'invalid_utf8', named(label('b', Uint8Array.of(0x61, 0xff)))],
  ['a duplicate label', 'label_duplicate', named(label('b', '1'), label('b', '2'))],
  ['unsorted labels', 'labels_unsorted', named(label('c', '1'), label('b', '1'))],
  ['the future', 'too_new', up('future', sample(now + 3_600_000, 1))],
  ['antiquity', 'too_old', up('ancient', sample(now - 40 * 3_600_000, 1))],
  ['another value at its time', 'duplicate_sample', up('twice', sample(now, 1), sample(now, 2))],
]

for (const [name, status, says, body, headers] of REFUSED) {
  test(`${name}: ${status}`, async () => {
    const answer = await post(body, headers?.())
    assert.equal(answer.status, status, answer.text)
    assert.match(answer.type, /^application\/problem\+json/)
    assert.match(answer.text, says)
  })
}

async function assertRestKept(name: string, reason: string, bad: number[]): Promise<void> {
  const answer = await post(compressSync(request(up(`beside ${name}`, sample(now, 42)), bad)))
  assert.equal(answer.status, 400, answer.text)
  assert.ok(answer.text.includes(reason), answer.text)
  assert.deepEqual((await query(`up{job="beside ${name}"}`, key)).values, ['42'])
}

for (const [name, reason, bad] of PARTLY) {
  test(`${name}: 400 with the reason, the rest of the batch is kept`, async () =>
    await assertRestKept(name, reason, bad))
}

test("a foreign tenant's key reads nothing of it, and its source's credential reads nothing at all", async () => {
  assert.equal((await post(good)).status, 204)
  assert.deepEqual(await query('up{job="valid"}', key), { status: 200, values: ['1'] })
  assert.deepEqual(await query('up{job="valid"}', foreignKey), { status: 200, values: [] })
  assert.equal((await query('up', foreignSource)).status, 403)
  assert.equal((await query('up', write.credential)).status, 403)
  assert.equal((await query('up', 'nobody')).status, 401)
})

test('all of it again and again: never a 500, and the memory of the engine stays flat', async () => {
  const pid = installation.pidOf('engine')
  const resident = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  const partly = PARTLY.map(([, , bad]) => compressSync(request(bad)))
  const round = async (): Promise<void> => {
    const answers = await Promise.all([
      ...REFUSED.map(async ([, , , body, headers]) => await post(body, headers?.())),
      ...partly.map(async (body) => await post(body)),
    ])
    for (const { status } of answers) assert.ok(status >= 400 && status < 500, `${status}`)
  }
  for (let i = 0; i < 30; i += 1) await round() // what a process takes once is no growth
  const atRest = resident()
  for (let i = 0; i < 100; i += 1) await round()
  const grown = resident() - atRest
  assert.ok(grown < GROWTH_MIB, `${grown} MiB`)
  assert.equal(installation.pidOf('engine'), pid, 'it did not end')
  assert.equal((await post(good)).status, 204)
})
