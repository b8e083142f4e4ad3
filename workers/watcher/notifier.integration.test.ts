import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { systemClock } from '#lib/core/clock.ts'
import { newWebhookSecret } from '#lib/infra/http/webhook.ts'
import { startListener, textOf, type TestListener } from '#testing/listeners.ts'
import { createNotifier, type NoticeBody, type Notifier } from './notifier.ts'

const secret = newWebhookSecret()
const received: { readonly id: string; readonly body: unknown }[] = []
const lines: string[] = []
const outcomes: string[] = []
let answer: (response: ServerResponse) => void
let receiver: TestListener

before(async () => {
  receiver = await startListener((request, response) => {
    textOf(request).then(
      (text) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        )
        received.push({ id: headers['webhook-id'] ?? '', body: new Webhook(secret).verify(text, headers) })
        answer(response)
      },
      () => response.destroy(),
    )
  })
})
after(async () => {
  await receiver.close()
})
beforeEach(() => {
  answer = (response) => response.writeHead(204).end()
  for (const list of [received, lines, outcomes]) list.length = 0
})

const notice = (text: string): NoticeBody => ({
  type: 'watcher.silent',
  timestamp: '2026-11-20T12:00:00.000Z',
  text,
  data: { silentSeconds: 1 },
})
const notifierFor = (url: string): Notifier =>
  createNotifier({
    url,
    secrets: [secret],
    clock: systemClock,
    log: { write: (what) => lines.push(what) },
    onTry: (outcome) => outcomes.push(outcome),
    retryMs: [10, 20],
    limitMs: 200,
  })
async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !what(); i += 1) await sleep(10)
  assert.ok(what(), 'it happened within two seconds')
}

test('a notice is signed and delivered once', async () => {
  notifierFor(receiver.origin).tell(notice('one'))
  await until(() => lines.includes('notice delivered'))
  await sleep(100)
  assert.deepEqual(
    received.map(({ body }) => body),
    [notice('one')],
  )
  assert.deepEqual(outcomes, ['delivered'])
})

test('a receiver that fails is tried again, with the same id, until it takes the notice', async () => {
  let tries = 0
  answer = (response) => {
    tries += 1
    if (tries === 1) response.writeHead(500).end()
    else if (tries === 2) response.destroy()
    else if (tries === 3) setTimeout(() => response.end(), 500).unref()
    else if (tries === 4) response.writeHead(302, { location: '/elsewhere' }).end()
    else response.end()
  }
  notifierFor(receiver.origin).tell(notice('two'))
  await until(() => lines.includes('notice delivered'))
  assert.deepEqual(outcomes, ['failed', 'failed', 'failed', 'failed', 'delivered'])
  assert.equal(new Set(received.map(({ id }) => id)).size, 1)
})

test('a newer notice takes the place of one that nobody took', async () => {
  answer = (response) => response.writeHead(503).end()
  const notifier = notifierFor(receiver.origin)
  notifier.tell(notice('old'))
  await until(() => outcomes.length >= 2)
  answer = (response) => response.end()
  notifier.tell(notice('new'))
  await until(() => lines.includes('notice delivered'))
  const count = received.length
  await sleep(100)
  assert.equal(received.length, count, 'the old one is not tried any more')
  assert.deepEqual(received.at(-1)?.body, notice('new'))
})

test('a receiver that is not there is tried on, until it is closed', async () => {
  const gone = await startListener((_request, response) => response.end())
  await gone.close()
  const notifier = notifierFor(gone.origin)
  notifier.tell(notice('three'))
  await until(() => outcomes.length >= 3)
  notifier.close()
  await sleep(50)
  const count = outcomes.length
  await sleep(100)
  assert.equal(outcomes.length, count)
})
