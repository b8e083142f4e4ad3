import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import type { Grant, Permission } from '#lib/core/permissions.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { buildTestContext } from '#testing/test-context.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createDefinePublicRoute, createDefineRoute } from './define-route.ts'
import { openApiDocument } from './openapi.ts'

const ID = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
const clock = manualClock(new Date('2026-11-20T06:32:07Z'))
const log = () => createLogger('test', 'error').child({}, { level: 'silent' })

const routeFor = (grants: Partial<Record<Permission, Grant>>) =>
  createDefineRoute({
    contextOf: async () =>
      await Promise.resolve(
        buildTestContext(operatorScope, clock, (permission) => grants[permission] ?? null),
      ),
    log,
  })({
    summary: 'Says hello.',
    permission: 'incident:comment',
    params: z.object({ id: z.uuid() }),
    query: z.object({ limit: z.coerce.number('a number').int().max(10, 'at most 10').default(5) }),
    body: z.strictObject({ text: z.string('a text').min(1, 'say something') }),
    response: z.object({ said: z.string(), limit: z.number() }),
    status: 201,
    handler: async (_ctx, { body, query, params }) => {
      if (body.text === 'crash') throw new Error('secret internals')
      if (body.text === 'gone') throw new DomainError('unavailable', 'Later.', { retryAfterSeconds: 7 })
      return await Promise.resolve({ said: `${body.text} ${params.id}`, limit: query.limit })
    },
  })

interface Asked {
  readonly id?: string
  readonly query?: string
  readonly body?: string
  readonly type?: string
  readonly language?: string
  readonly grants?: Partial<Record<Permission, Grant>>
}
async function ask(asked: Asked) {
  const request = new Request(`http://localhost/x?scope=operator&${asked.query ?? ''}`, {
    method: 'POST',
    body: asked.body ?? '{"text":"hello"}',
    headers: {
      'content-type': asked.type ?? 'application/json',
      ...(asked.language === undefined ? {} : { 'accept-language': asked.language }),
    },
  })
  const response = await routeFor(asked.grants ?? { 'incident:comment': 'yes' })(request, {
    params: Promise.resolve({ id: asked.id ?? ID }),
  })
  const json = z.record(z.string(), z.unknown()).parse(await response.json())
  return { status: response.status, headers: response.headers, json }
}

test('a problem is told in the language that the request asks for, and in English to a program', async () => {
  const refused = async (language?: string) =>
    await ask({ grants: {}, ...(language === undefined ? {} : { language }) })
  for (const language of [undefined, '*', 'fr-FR']) {
    const { json, headers } = await refused(language)
    assert.equal(json['title'], 'Not allowed in this scope')
    assert.match(String(json['detail']), /^This needs the permission incident:comment/)
    assert.equal(headers.get('content-language'), 'en')
  }
  const { json, headers } = await refused('ms-MY,ms;q=0.9,en;q=0.5')
  assert.equal(json['title'], 'Tidak dibenarkan dalam skop ini')
  assert.match(String(json['detail']), /^Ini memerlukan kebenaran incident:comment/)
  assert.equal(json['type'], 'urn:bailiwick:problem:forbidden')
  assert.equal(headers.get('content-language'), 'ms')
})

test('faulty fields are told in that language, each and as a whole, by the same names', async () => {
  const { json } = await ask({ language: 'ms', query: 'limit=11&x=1', body: '{}' })
  const errors = z.array(z.object({ field: z.string(), problem: z.string() })).parse(json['errors'])
  assert.deepEqual(errors, [{ field: 'limit', problem: 'paling banyak 10' }])
  assert.equal(json['detail'], 'limit: paling banyak 10')
})

test('parses, answers with the declared status, and is never cached', async () => {
  const { status, headers, json } = await ask({ query: 'limit=7' })
  assert.equal(status, 201)
  assert.deepEqual(json, { said: `hello ${ID}`, limit: 7 })
  assert.equal(headers.get('cache-control'), 'private, no-store')
  assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
})

const REFUSED: [string, Asked, number, RegExp][] = [
  ['a missing field', { body: '{}' }, 400, /text: a text/],
  ['an unknown field', { body: '{"text":"x","admin":true}' }, 400, /admin/],
  ['a query out of range', { query: 'limit=11' }, 400, /limit: at most 10/],
  ['a query that says two things', { query: 'limit=1&limit=2' }, 400, /limit: write it once/],
  [
    'a name with a line end',
    { query: 'a%0Aerror:%20x=1&a%0Aerror:%20x=2' },
    400,
    /a name in it: control characters/,
  ],
  ['an escape in a name', { query: 'a%1B%5B2J=1' }, 400, /a name in it: control characters/],
  ['broken JSON', { body: '{"text":' }, 400, /not valid JSON/],
  ['a NUL', { body: '{"text":"a\\u0000b"}' }, 400, /text: control characters/],
  ['a form', { body: 'text=x', type: 'application/x-www-form-urlencoded' }, 400, /application\/json/],
  ['a malformed id', { id: 'x' }, 404, /nothing with this id/i],
  ['a missing permission', { grants: {} }, 403, /incident:comment/],
  ['a missing second factor', { grants: { 'incident:comment': 'step_up' } }, 403, /second factor/],
  ['a crash', { body: '{"text":"crash"}' }, 500, /recorded under/],
  ['an outage', { body: '{"text":"gone"}' }, 503, /Later/],
]
for (const [what, asked, status, detail] of REFUSED) {
  test(`${what} is a problem with status ${status}`, async () => {
    const answer = await ask(asked)
    assert.equal(answer.status, status)
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    assert.match(String(answer.json['detail']), detail)
    assert.ok(!JSON.stringify(answer.json).includes('secret internals'))
    if (status === 503) assert.equal(answer.headers.get('retry-after'), '7')
  })
}

test('a body over the limit is refused, declared or not', async () => {
  const { status, json } = await ask({ body: JSON.stringify({ text: 'x'.repeat(1_100_000) }) })
  assert.equal(status, 400)
  assert.match(String(json['detail']), /larger than/)
})

test('faulty fields are listed one by one', async () => {
  const { json } = await ask({ body: '{"text":"","x":1}' })
  assert.ok(Array.isArray(json['errors']))
  assert.equal(json['errors'].length, 2)
})

/** A route that answers GET with a file that is open until somebody read or closed it. */
const fileRoute = (rate: 'reading' | 'export') => {
  const seen = { handled: 0, closed: 0 }
  const route = createDefineRoute({
    contextOf: async () => await Promise.resolve(buildTestContext(operatorScope, clock, () => 'yes')),
    log,
  })({
    summary: 'Hands out a file.',
    rate,
    permission: 'incident:read',
    response: z.instanceof(Response),
    handler: async () => {
      seen.handled += 1
      const body = new ReadableStream({
        cancel() {
          seen.closed += 1
        },
      })
      return await Promise.resolve(new Response(body, { headers: { 'content-length': '7' } }))
    },
  })
  const head = async (): Promise<Response> =>
    await route(new Request('http://localhost/x', { method: 'HEAD' }), { params: Promise.resolve({}) })
  return { seen, head }
}

test('HEAD has no body, and leaves nothing open behind it', async () => {
  const { seen, head } = fileRoute('reading')
  const answer = await head()
  assert.deepEqual([answer.status, answer.body, answer.headers.get('content-length')], [200, null, '7'])
  assert.deepEqual(seen, { handled: 1, closed: 1 })
})

test('HEAD takes no export', async () => {
  const { seen, head } = fileRoute('export')
  const answer = await head()
  assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET'])
  assert.deepEqual(seen, { handled: 0, closed: 0 })
})

test('the API description is made from the declarations', () => {
  const publicRoute = createDefinePublicRoute({
    contextOf: async () => await Promise.reject(new Error('not asked')),
    log,
  })({
    summary: 'Open to all.',
    response: z.object({}),
    handler: async () => await Promise.resolve({}),
  })
  const text = JSON.stringify(
    openApiDocument(
      { '/api/v1/x/{id}': { POST: routeFor({}) }, '/api/v1/open': { GET: publicRoute } },
      'http://localhost',
      '1',
    ),
  )
  for (const part of [
    '"openapi":"3.1.0"',
    '"/api/v1/x/{id}"',
    '"post"',
    'Says hello.',
    '"name":"limit"',
    '"x-permission":"incident:comment"',
    '"201"',
    '"x-permission":"public"',
  ]) {
    assert.ok(text.includes(part), part)
  }
})
