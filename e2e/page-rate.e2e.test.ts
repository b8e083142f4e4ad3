// Pages as they are built: above the rate of a network or an account they answer 429, and what supervises us goes on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startInstallation, type Installation } from '#testing/processes.ts'
import type { Person } from './support/person.ts'
import { readMetrics } from './support/read-metrics.ts'
import { setUp } from './support/set-up.ts'

const RATE = 30
let installation: Installation
let admin: Person
before(async () => {
  installation = await startInstallation({ RATE_READING_PER_MINUTE: String(RATE) })
  admin = (await setUp(installation)).admin
})
after(async () => {
  await installation.stop()
  installation.remove()
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
