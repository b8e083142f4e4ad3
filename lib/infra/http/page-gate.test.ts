import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPageGate } from './page-gate.ts'

const page = (path: string, from = '192.0.2.5', cookie = ''): Request =>
  new Request(`http://localhost:3000${path}`, { headers: { 'x-forwarded-for': from, cookie } })

/** Knows two sessions of Ada and one of Ben. */
const accountOf = async (cookies: string | null): Promise<string | null> => {
  const accounts: Readonly<Record<string, string>> = { 's=a1': 'ada', 's=a2': 'ada', 's=b1': 'ben' }
  return await Promise.resolve(accounts[cookies ?? ''] ?? null)
}

test('above the rate pages answer 429 with Retry-After, to one network alone', async () => {
  const gate = createPageGate(3, accountOf)
  for (const path of ['/sign-in', '/setup', '/sign-in/x?callbackUrl=/'])
    assert.equal(await gate(page(path), 0), null)
  const refused = await gate(page('/sign-in'), 0)
  assert.equal(refused?.status, 429)
  assert.equal(refused.headers.get('retry-after'), '20')
  assert.match(await refused.text(), /3 a minute are answered. Try again in 20 seconds/)
  assert.equal(await gate(page('/sign-in', '192.0.2.6'), 0), null)
  assert.equal(await gate(page('/sign-in'), 20_000), null, 'when it said')
})

test('one connection of IPv6 is one network, whatever address it takes', async () => {
  const gate = createPageGate(1, accountOf)
  assert.equal(await gate(page('/', '2001:db8::1'), 0), null)
  assert.equal((await gate(page('/', '2001:db8::2'), 0))?.status, 429)
})

test('what counts for itself is not counted here', async () => {
  const gate = createPageGate(1, accountOf)
  for (const path of ['/api/v1/me', '/p/token', '/healthz', '/readyz', '/metrics']) {
    for (let n = 0; n < 3; n += 1) assert.equal(await gate(page(path), 0), null, path)
  }
  assert.equal(await gate(page('/platforms'), 0), null)
  assert.equal((await gate(page('/platforms'), 0))?.status, 429)
})

test('whoever signed in is counted by account, wherever they are and in however many sessions', async () => {
  const gate = createPageGate(2, accountOf)
  const ask = async (cookie: string, from = '192.0.2.5'): Promise<number | null> =>
    (await gate(page('/', from, cookie), 0))?.status ?? null
  assert.deepEqual([await ask('s=a1'), await ask('s=a2', '192.0.2.9')], [null, null])
  assert.deepEqual([await ask('s=a1'), await ask('s=a2', '198.51.100.1')], [429, 429])
  assert.equal(await ask('s=b1'), null, 'who sits beside Ada is not refused for her')
  assert.equal(await ask(''), null, 'nor who has not signed in yet')
})

test('a cookie that nobody proved is counted by network, whatever it says', async () => {
  const gate = createPageGate(3, accountOf)
  for (const cookie of ['s=forged-1', 's=forged-2', ''])
    assert.equal(await gate(page('/', '192.0.2.5', cookie), 0), null)
  for (const cookie of ['s=forged-3', 's=forged-4', 'ada', ''])
    assert.equal((await gate(page('/', '192.0.2.5', cookie), 0))?.status, 429, cookie)
  assert.equal(
    await gate(page('/', '192.0.2.5', 's=a1'), 0),
    null,
    'and keeps nobody out who signed in there',
  )
})
