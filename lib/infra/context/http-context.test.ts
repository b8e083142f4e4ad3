import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { platformId } from '#lib/core/ids.ts'
import { requestedScope } from './access.ts'
import { clientAddress, guardPublic, refuseCrossSite } from './http-context.ts'

const PUBLIC = 'https://ops.example.com'
const ID = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'

function post(headers: Record<string, string>, more: { method?: string; body?: string } = {}): Request {
  return new Request(`${PUBLIC}/api/v1/x`, {
    method: more.method ?? 'POST',
    headers,
    body: more.body ?? null,
  })
}

function refusal(check: () => void): string | null {
  try {
    check()
    return null
  } catch (error) {
    assert.ok(error instanceof DomainError && error.code === 'forbidden')
    return error.message
  }
}

const passes = (headers: Record<string, string>): boolean =>
  refusal(() => refuseCrossSite(post(headers), PUBLIC)) === null

test('a change from a page of ours passes', () => {
  assert.ok(passes({ 'sec-fetch-site': 'same-origin', origin: PUBLIC }))
  assert.ok(passes({ 'sec-fetch-site': 'same-origin' }))
  assert.ok(passes({ origin: PUBLIC }), 'a browser that does not know Sec-Fetch-Site')
})

test('a change from anywhere else, or from nowhere, is refused', () => {
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${PUBLIC}.evil.example` },
    { origin: 'http://ops.example.com' },
    { origin: `${PUBLIC}:8443` },
    { 'sec-fetch-site': 'cross-site', origin: PUBLIC },
    { 'sec-fetch-site': 'same-site', origin: PUBLIC },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { referer: `${PUBLIC}/` },
  ]) {
    assert.ok(!passes(headers), JSON.stringify(headers))
  }
})

test('the refusal says where to go', () => {
  assert.match(
    refusal(() => refuseCrossSite(post({ origin: 'null' }), PUBLIC)) ?? '',
    /Open Bailiwick at https:\/\/ops\.example\.com/,
  )
})

test('what changes nothing may come from anywhere; every other method is a change', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    assert.equal(
      refusal(() => guardPublic(post({ origin: 'https://evil.example' }, { method }), PUBLIC)),
      null,
    )
  }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    assert.notEqual(
      refusal(() => guardPublic(post({}, { method }), PUBLIC)),
      null,
      method,
    )
  }
})

test('a body is JSON, which a form cannot send', () => {
  const guard = (type: string | null) =>
    refusal(() =>
      guardPublic(
        post({ origin: PUBLIC, ...(type === null ? {} : { 'content-type': type }) }, { body: '{}' }),
        PUBLIC,
      ),
    )
  for (const good of ['application/json', 'application/json; charset=utf-8', 'Application/JSON'])
    assert.equal(guard(good), null)
  for (const bad of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    null,
  ]) {
    assert.match(guard(bad) ?? '', /application\/json/, bad ?? 'none')
  }
})

test('the scope is named once and well, or not at all', () => {
  assert.equal(requestedScope([]), null)
  assert.deepEqual(requestedScope(['operator']), { kind: 'operator' })
  assert.deepEqual(requestedScope([`platform:${ID}`]), { kind: 'platform', id: platformId(ID) })
  for (const bad of [
    [''],
    ['platform'],
    [`tenant:${ID}x`],
    [`tenant:${ID}`, `tenant:${ID}`],
    ['operator', ''],
  ]) {
    assert.throws(() => requestedScope(bad), { code: 'invalid_input' }, JSON.stringify(bad))
  }
})

test('the address of the caller is what the nearest proxy saw, or nothing', () => {
  assert.equal(clientAddress('203.0.113.7'), '203.0.113.7')
  assert.equal(clientAddress('1.2.3.4, 203.0.113.7'), '203.0.113.7')
  assert.equal(clientAddress('::1'), '::1')
  for (const bad of [null, '', 'unknown', '1.2.3.4, evil', '<script>']) assert.equal(clientAddress(bad), null)
})
