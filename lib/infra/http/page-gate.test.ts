import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPageGate } from './page-gate.ts'

const page = (path: string, from = '192.0.2.5'): Request =>
  new Request(`http://localhost:3000${path}`, { headers: { 'x-forwarded-for': from } })

test('above the rate pages answer 429 with Retry-After, to one network alone', async () => {
  const gate = createPageGate(3)
  for (const path of ['/sign-in', '/setup', '/sign-in/x?callbackUrl=/'])
    assert.equal(gate(page(path), 0), null)
  const refused = gate(page('/sign-in'), 0)
  assert.equal(refused?.status, 429)
  assert.equal(refused.headers.get('retry-after'), '20')
  assert.match(await refused.text(), /3 a minute are answered. Try again in 20 seconds/)
  assert.equal(gate(page('/sign-in', '192.0.2.6'), 0), null)
  assert.equal(gate(page('/sign-in'), 20_000), null, 'when it said')
})

test('one connection of IPv6 is one network, whatever address it takes', () => {
  const gate = createPageGate(1)
  assert.equal(gate(page('/', '2001:db8::1'), 0), null)
  assert.equal(gate(page('/', '2001:db8::2'), 0)?.status, 429)
})

test('what counts for itself is not counted here', () => {
  const gate = createPageGate(1)
  for (const path of ['/api/v1/me', '/p/token', '/healthz', '/readyz', '/metrics']) {
    for (let n = 0; n < 3; n += 1) assert.equal(gate(page(path), 0), null, path)
  }
  assert.equal(gate(page('/platforms'), 0), null)
  assert.equal(gate(page('/platforms'), 0)?.status, 429)
})
