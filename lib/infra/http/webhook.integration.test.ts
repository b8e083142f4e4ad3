import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { systemClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { startListener, textOf, type TestListener } from '#testing/listeners.ts'
import { createOutgoing } from './outgoing.ts'
import { createReplayGuard } from './webhook/replay-guard.ts'
import { signWebhook, verifyWebhook } from './webhook/signature.ts'
import { createWebhookSender, newWebhookSecret, type WebhookMessage, type WebhookSender } from './webhook.ts'

const secret = newWebhookSecret()
const tenant: Scope = {
  kind: 'tenant',
  platformId: platformId('018f0000-0000-7000-8000-00000000000a'),
  tenantId: tenantId('018f0000-0000-7000-8000-0000000000aa'),
}
const bodies: string[] = []
let receiver: TestListener
let sender: WebhookSender

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/ok': (response) => response.writeHead(204).end(),
  '/gone': (response) => response.writeHead(410).end(),
  '/busy': (response) => response.writeHead(429, { 'retry-after': '7' }).end('slow down'),
  '/broken': (response) => response.writeHead(500).end('x'.repeat(100_000)),
  '/moved': (response) => response.writeHead(302, { location: '/ok' }).end(),
  '/hang-up': (response) => response.destroy(),
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  bodies.push(await textOf(request))
  ANSWERS[request.url ?? '']?.(response)
}

before(async () => {
  receiver = await startListener((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const log = createLogger('test', 'silent')
  const allow = [{ cidr: '127.0.0.1/32', port: receiver.port, platformId: null }]
  sender = createWebhookSender(createOutgoing({ log, allow }), systemClock)
})
after(async () => {
  await receiver.close()
})

const message = (path: string, more: Partial<WebhookMessage> = {}): WebhookMessage => ({
  url: receiver.origin + path,
  scope: operatorScope,
  allowHttp: true,
  id: 'msg_1',
  secrets: [secret],
  payload: { type: 'incident.opened', data: { id: '1', text: 'Grüße' } },
  ...more,
})

test('a message arrives so that the official library accepts it', async () => {
  assert.deepEqual(await sender.send(message('/ok')), {
    outcome: 'delivered',
    status: 204,
    addresses: ['127.0.0.1'],
  })
  const headers = Object.fromEntries(
    Object.entries(receiver.requests.at(-1)?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  )
  const body = bodies.at(-1) ?? ''
  assert.deepEqual(new Webhook(secret).verify(body, headers), {
    type: 'incident.opened',
    data: { id: '1', text: 'Grüße' },
  })
  assert.equal(headers['content-type'], 'application/json')
})

// Bar test 23: the library of the standard as receiver, our verification and our replay guard beside it.
test('what was changed, is old or came twice is refused; two secrets are accepted while one is replaced', async (t) => {
  const newest = newWebhookSecret()
  await sender.send(message('/ok', { id: 'msg_23', secrets: [newest, secret] }))
  const headers = Object.fromEntries(
    Object.entries(receiver.requests.at(-1)?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  )
  const body = bodies.at(-1) ?? ''
  const now = new Date(Number(headers['webhook-timestamp']) * 1000)
  const ours = (given: string, at: Date, using = secret) => verifyWebhook([using], headers, given, at).verdict
  for (const using of [newest, secret]) {
    new Webhook(using).verify(body, headers)
    assert.equal(ours(body, now, using), 'valid')
  }
  assert.throws(() => new Webhook(newWebhookSecret()).verify(body, headers))
  assert.equal(ours(body, now, newWebhookSecret()), 'wrong_signature')

  let changed = 0
  for (let at = 0; at < body.length; at += 1) {
    const other = body.slice(0, at) + (body.charAt(at) === 'x' ? 'y' : 'x') + body.slice(at + 1)
    assert.throws(() => new Webhook(secret).verify(other, headers), `character ${at}`)
    assert.equal(ours(other, now), 'wrong_signature')
    changed += 1
  }
  for (const minutes of [-6, 6]) {
    const shifted = new Date(now.getTime() + minutes * 60_000)
    assert.equal(ours(body, shifted), 'stale')
    const signed = signWebhook([secret], { id: 'msg_23', at: shifted, body })
    assert.throws(() => new Webhook(secret).verify(body, { ...signed }), `${minutes} minutes`)
  }
  const guard = createReplayGuard()
  assert.deepEqual([guard.accept('msg_23', now), guard.accept('msg_23', now)], [true, false])
  t.diagnostic(
    `accepted with the old and the new secret; refused: ${changed} of ${changed} changed characters, 2 of 2 at ±6 min, the id that came before`,
  )
})

test('a repeated try carries the same id', async () => {
  await sender.send(message('/ok'))
  await sender.send(message('/ok'))
  const ids = receiver.requests.slice(-2).map((request) => request.headers['webhook-id'])
  assert.deepEqual(ids, ['msg_1', 'msg_1'])
})

test('410 switches off, 429 waits, 5xx and redirects fail', async () => {
  assert.deepEqual(await sender.send(message('/gone')), { outcome: 'gone', status: 410 })
  const failed = { outcome: 'failed', detail: null, retryAfterSeconds: null }
  assert.deepEqual(await sender.send(message('/busy')), {
    ...failed,
    status: 429,
    reason: 'The receiver answered 429.',
    retryAfterSeconds: 7,
  })
  assert.deepEqual(await sender.send(message('/broken')), {
    ...failed,
    status: 500,
    reason: 'The receiver answered 500.',
  })
  const count = receiver.requests.length
  assert.deepEqual(await sender.send(message('/moved')), {
    ...failed,
    status: 302,
    reason: 'The receiver answered 302.',
  })
  assert.equal(receiver.requests.length, count + 1, 'the redirect was not followed')
})

test('a receiver that hangs up is a failure to try again', async () => {
  const outcome = await sender.send(message('/hang-up'))
  assert.equal(outcome.outcome, 'failed')
  assert.equal(outcome.status, null)
})

test("a tenant's webhook to an address inside is refused, with nothing about why", async () => {
  const count = receiver.connections()
  const outcome = await sender.send(message('/ok', { scope: tenant }))
  assert.deepEqual(outcome, {
    outcome: 'refused',
    reason: 'This address may not be called from here.',
    detail: null,
  })
  assert.equal(receiver.connections(), count)
})

test('a payload of more than 20 kB is refused before anything is sent', async () => {
  const count = receiver.connections()
  await assert.rejects(
    sender.send(message('/ok', { payload: { text: 'x'.repeat(20_000) } })),
    (error) => error instanceof DomainError && error.code === 'invalid_input',
  )
  assert.equal(receiver.connections(), count)
})
