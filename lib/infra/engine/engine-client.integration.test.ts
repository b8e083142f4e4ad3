import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError, type ErrorCode } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { verifyScopeToken } from '#lib/infra/auth/scope-token.ts'
import { startListener, textOf } from '#testing/listeners.ts'
import { createEngineClient } from './engine-client.ts'

const clock = manualClock(new Date('2026-11-20T06:32:07Z'))
const { scopeToken: key } = createKeyring('a secret of at least thirty-two characters')
const scope: Scope = {
  kind: 'tenant',
  platformId: platformId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'),
  tenantId: tenantId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e78'),
}

const asked: { path: string; bearer: string; form: Record<string, string> }[] = []
let reply = (response: ServerResponse): unknown => response.end('{}')
const engine = await startListener((request, response) => {
  textOf(request).then(
    (text) => {
      asked.push({
        path: request.url ?? '',
        bearer: (request.headers.authorization ?? '').replace('Bearer ', ''),
        form: Object.fromEntries(new URLSearchParams(text)),
      })
      reply(response)
    },
    () => response.destroy(),
  )
})
after(async () => await engine.close())

const client = createEngineClient({ url: engine.origin, key, clock, timeoutMs: 300 })
const answerWith = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
  reply = (response) => response.writeHead(status, headers).end(JSON.stringify(body))
}

test('asks in the scope of the request, for metrics alone, and hands the answer on', async () => {
  answerWith(200, { status: 'success', data: { resultType: 'vector', result: [] } })
  const body = await client.ask(scope, 'query', { query: 'up', time: undefined })
  assert.deepEqual(body, { status: 'success', data: { resultType: 'vector', result: [] } })
  const last = asked.at(-1)
  assert.equal(last?.path, '/api/v1/query')
  assert.deepEqual(last.form, { query: 'up' })
  assert.deepEqual(verifyScopeToken(key, last.bearer, clock.now()), { scope, permissions: ['metrics:query'] })
})

const REFUSALS: [string, number, unknown, ErrorCode, RegExp][] = [
  [
    'a query that cannot be read',
    400,
    {
      status: 'error',
      errorType: 'bad_data',
      error: 'invalid parameter "query": 1:4: parse error: unexpected',
    },
    'invalid_input',
    /^query: 1:4: parse error: unexpected$/,
  ],
  [
    'another parameter',
    400,
    { error: 'invalid parameter "step": too small' },
    'invalid_input',
    /^step: too small$/,
  ],
  [
    'a query that reads too much',
    422,
    { error: 'too many samples' },
    'invalid_input',
    /^query: too many samples$/,
  ],
  [
    'an engine that is catching up',
    503,
    { detail: 'It is replaying its log.' },
    'unavailable',
    /replaying its log/,
  ],
  ['too many questions', 429, { error: 'slow down' }, 'limit_exceeded', /slow down/],
]
for (const [what, status, body, code, message] of REFUSALS) {
  test(`${what} is ${code}`, async () => {
    answerWith(status, body, { 'retry-after': '9' })
    await assert.rejects(
      client.ask(scope, 'query_range', { query: 'x' }),
      (error) =>
        error instanceof DomainError &&
        error.code === code &&
        message.test(error.message) &&
        (code === 'invalid_input' || error.retryAfterSeconds === 9),
    )
  })
}

test('a refusal of our own credential is no fault of the caller', async () => {
  answerWith(401, { detail: 'unknown credential' })
  await assert.rejects(client.ask(scope, 'query', { query: 'x' }), (error) => !(error instanceof DomainError))
})

const isUnavailable = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'unavailable'

test('an engine that is silent, sends rubbish or is gone is unavailable', async () => {
  reply = () => undefined
  await assert.rejects(client.ask(scope, 'query', { query: 'x' }), isUnavailable)
  reply = (response) => response.end('<html>')
  await assert.rejects(client.ask(scope, 'query', { query: 'x' }), isUnavailable)
  const gone = createEngineClient({ url: 'http://127.0.0.1:1', key, clock })
  await assert.rejects(gone.ask(scope, 'query', { query: 'x' }), isUnavailable)
})
