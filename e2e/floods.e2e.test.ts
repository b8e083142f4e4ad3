// Bad input over HTTP against the engine of a whole installation, with the credentials that it gave out: the documented
// status with its reason, in time, the rest of the batch kept, never a 500, and memory flat. And pages above the rate of a
// network or an account: they answer 429, and what supervises us goes on.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { compressSync } from 'snappy'
import { z } from 'zod'
import { label, request, sample, series, varint } from '#lib/modules/metrics/testing/proto.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { callCli } from './support/estate.ts'
import type { Person } from './support/person.ts'
import { readMetrics } from './support/read-metrics.ts'
import { writeHeaders } from './support/remote-write.ts'
import { setUp } from './support/set-up.ts'

/** The bar is 100 ms on a machine that does nothing else; this one may do a lot. */
const LIMIT_MS = 2000
const GROWTH_MIB = 40
const MiB = 1024 * 1024
const now = Date.now()
/** Pages and answers a minute, for an account or a network. */
const RATE = 30

let installation: Installation
let admin: Person
let write: { readonly url: string; readonly credential: string }
let foreignSource: string
let key: string
let foreignKey: string
let queryUrl: string

const made = z.object({ id: z.string() })
const withCredential = z.object({ credential: z.string() })

/** A tenant with a source that may send as much as it likes. */
async function addTenant(platformId: string, name: string) {
  const { id } = await admin.must(made, 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId, name },
  })
  const scope = `tenant:${id}`
  const source = await admin.must(withCredential, 'POST', '/api/v1/sources', {
    scope,
    body: { plan: 'unlimited' },
  })
  return { id, scope, source: source.credential }
}

before(async () => {
  installation = await startInstallation({ RATE_READING_PER_MINUTE: String(RATE) })
  admin = (await setUp(installation)).admin
  const platform = await admin.must(made, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name: 'Licences' },
  })
  const [merbau, angsana] = [await addTenant(platform.id, 'Merbau'), await addTenant(platform.id, 'Angsana')]
  write = { url: `${installation.engineUrl}/api/v1/write`, credential: merbau.source }
  foreignSource = angsana.source
  foreignKey = (
    await admin.must(withCredential, 'POST', '/api/v1/api-keys', {
      scope: angsana.scope,
      body: { permissions: ['metrics:query'] },
    })
  ).credential
  // By the command line: what it prints is where a program asks.
  const reader = await callCli(
    installation,
    'key',
    'create',
    '--tenant',
    merbau.id,
    '--permission',
    'metrics:query',
  )
  key = reader['credential'] ?? ''
  queryUrl = `${reader['queryUrl'] ?? ''}/query`
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

test('a flood of pages is answered 429 with Retry-After, whatever it says of its address', async (context) => {
  const answers = await Promise.all(
    Array.from({ length: 3 * RATE }, async (_, n) => {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` }
      return await fetch(`${installation.url}/sign-in`, { redirect: 'manual', headers })
    }),
  )
  const refused = answers.filter(({ status }) => status === 429)
  context.diagnostic(`pages: ${refused.length} of ${answers.length} refused at ${RATE} a minute`)
  assert.ok(refused.length >= RATE && refused.length < answers.length)
  for (const answer of refused) {
    assert.ok(Number(answer.headers.get('retry-after')) >= 1)
    assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'nonce-/)
    assert.match(await answer.text(), /Too many requests of the class reading: 30 a minute/)
  }
  for (const path of ['/healthz', '/readyz'])
    assert.equal((await fetch(`${installation.url}${path}`)).status, 200)
  assert.match(
    await readMetrics(installation),
    /bailiwick_web_rate_limited_total\{[^}]*class="reading"[^}]*\} \d\d/,
  )
})

test('whoever signed in is counted by account: a network that is used up keeps them out as little as a forged cookie lets in', async () => {
  const { name, value } = admin.cookies().find((one) => one.name === 'session') ?? { name: '', value: '' }
  assert.ok(value.length > 200)
  const pageWith = async (cookie: string): Promise<number> => {
    const answer = await fetch(`${installation.url}/`, { redirect: 'manual', headers: { cookie } })
    await answer.arrayBuffer()
    return answer.status
  }
  const statuses = async (cookieOf: (n: number) => string): Promise<readonly number[]> =>
    await Promise.all(Array.from({ length: 2 * RATE }, async (_, n) => await pageWith(cookieOf(n))))
  // The network is used up, and one bit of a true cookie makes it nobody's.
  const forged = await statuses(
    (n) => `${name}=${value.slice(0, 40 + n)}${value[40 + n] === 'A' ? 'B' : 'A'}${value.slice(41 + n)}`,
  )
  assert.ok(forged.includes(429), 'forged cookies are counted together')
  assert.equal(await pageWith(''), 429)
  const own = `${name}=${value}`
  const first = await pageWith(own)
  assert.ok(first < 400, `${first}`)
  assert.ok((await statuses(() => own)).includes(429), 'and the account has its own rate')
})

test('HEAD takes no export', async () => {
  const address = `${installation.url}/api/v1/tenant-exports/0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77/file`
  const answer = await fetch(address, { method: 'HEAD' })
  assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET'])
})
