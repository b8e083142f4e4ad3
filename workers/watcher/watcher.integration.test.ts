import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { derivedWebhookSecret, signWebhook } from '#lib/infra/http/webhook.ts'
import { metricsToken } from '#lib/infra/telemetry/metrics.ts'
import { HEARTBEAT_LABEL, NOTICE_LABEL } from '#lib/modules/health/domain/heartbeat.ts'
import { beatWatcher } from '#lib/modules/health/beat-watcher.ts'
import { startListener, textOf, type TestListener } from '#testing/listeners.ts'

const secret = 'a secret of the installation, of more than 32 characters'
const noticeSecret = derivedWebhookSecret(secret, NOTICE_LABEL)
const noticeShape = z.object({
  type: z.string(),
  text: z.string(),
  data: z.object({ silentSeconds: z.number() }),
})
const statusShape = z.object({
  state: z.string(),
  lastHeartbeatAt: z.string().nullable(),
  timeoutSeconds: z.number(),
})
const lineShape = z.object({ time: z.iso.datetime(), what: z.string() })

const directory = mkdtempSync(join(tmpdir(), 'watcher-'))
const notices: z.infer<typeof noticeShape>[] = []
const running: ChildProcess[] = []
let receiver: TestListener
let isReceiverBroken = false
let port: number

before(async () => {
  port = await freePort()
  receiver = await startListener((request, response) => {
    textOf(request).then(
      (text) => {
        if (isReceiverBroken) {
          response.destroy()
          return
        }
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        )
        notices.push(noticeShape.parse(new Webhook(noticeSecret).verify(text, headers)))
        response.end()
      },
      () => response.destroy(),
    )
  })
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  notices.length = 0
  isReceiverBroken = false
})
after(async () => {
  await receiver.close()
  rmSync(directory, { recursive: true, force: true })
})

/** Starts the process as the supervisor does, with a silence of one second. */
async function startProcess(more: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['workers/watcher.ts'], {
    stdio: 'ignore',
    env: {
      NODE_ENV: 'production' as const,
      BAILIWICK_SECRET: secret,
      BAILIWICK_STATE_DIR: directory,
      WATCHER_PORT: String(port),
      WATCHER_TIMEOUT_SECONDS: '1',
      WATCHER_WEBHOOK_URL: `${receiver.origin}/hook`,
      PUBLIC_URL: 'https://ops.example.com',
      LOG_LEVEL: 'error',
      ...more,
    },
  })
  running.push(child)
  await until('the watcher answers', async () => (await ask('/healthz')) === 200)
  return child
}

async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    if (await isTrue()) return
    await sleep(25)
  }
  assert.fail(`${what}: not within ten seconds`)
}

const url = (path: string): string => `http://127.0.0.1:${port}${path}`
const open = { authorization: `Bearer ${metricsToken(secret)}` }
async function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  try {
    const response = await fetch(url(path), { headers })
    await response.body?.cancel()
    return response.status
  } catch {
    return 0
  }
}
const status = async (): Promise<z.infer<typeof statusShape>> =>
  statusShape.parse(await (await fetch(url('/status'), { headers: open })).json())

let beats = 0
async function beat(id = `beat-${(beats += 1)}`): Promise<void> {
  const now = new Date()
  await beatWatcher({ secret, url: url('') }, { id, firedAt: now, now })
}
const logged = (): string[] =>
  readFileSync(join(directory, 'watcher.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => lineShape.parse(JSON.parse(line)).what)
const told = (type: string): boolean => notices.some((notice) => notice.type === type)

test('heartbeats, silence, a page to people, recovery: all of it told once and logged', async () => {
  await startProcess()
  for (let i = 0; i < 8; i += 1) {
    await beat()
    await sleep(200)
  }
  assert.equal(notices.length, 0)
  assert.equal((await status()).state, 'alive')
  await until('people are told', () => told('watcher.silent'))
  assert.equal((await status()).state, 'silent')
  await sleep(1500)
  await beat()
  await until('people are told that it is over', () => told('watcher.recovered'))
  assert.deepEqual(
    notices.map(({ type }) => type),
    ['watcher.silent', 'watcher.recovered'],
  )
  assert.match(notices[0]?.text ?? '', /https:\/\/ops\.example\.com has sent no heartbeat/)
  assert.equal((await status()).state, 'alive')
  assert.deepEqual(logged(), ['started', 'silent', 'notice delivered', 'recovered', 'notice delivered'])
})

test('a receiver that is down is tried until it takes the notice', async () => {
  isReceiverBroken = true
  await startProcess()
  await beat()
  await until('a try failed', () => logged().includes('notice failed'))
  isReceiverBroken = false
  await until('people are told', () => told('watcher.silent'))
})

test('killed with -9 and started again, it watches on and finds the silence', async () => {
  const first = await startProcess()
  await beat()
  first.kill('SIGKILL')
  await once(first, 'exit')
  await startProcess()
  await until('people are told', () => told('watcher.silent'))
})

test('SIGTERM ends it in good order', async () => {
  const child = await startProcess()
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')).map(Number)
  assert.equal(code, 0)
  assert.equal(logged().at(-1), 'stopped')
})

test('without a receiver it still watches and logs', async () => {
  await startProcess({ WATCHER_WEBHOOK_URL: '' })
  const earlier = logged().filter((what) => what === 'silent').length
  await until('it is logged', () => logged().filter((what) => what === 'silent').length > earlier)
  assert.equal(notices.length, 0)
})

test('a heartbeat that is forged, changed, old, repeated or too long is no heartbeat', async () => {
  await startProcess({ WATCHER_TIMEOUT_SECONDS: '60' })
  const heartbeatSecret = derivedWebhookSecret(secret, HEARTBEAT_LABEL)
  const send = async (headers: Readonly<Record<string, string>>, body: string): Promise<number> =>
    (await fetch(url('/heartbeat'), { method: 'POST', headers, body })).status
  const sign = (key: string, at = new Date(), id = 'x1'): Record<string, string> => ({
    ...signWebhook([key], { id, at, body: '{}' }),
  })
  assert.equal(await send({}, '{}'), 400)
  assert.equal(await send(sign(noticeSecret), '{}'), 401, "the receiver's secret forges nothing")
  assert.equal(await send(sign(heartbeatSecret), '{ }'), 401)
  assert.equal(await send(sign(heartbeatSecret, new Date(Date.now() - 360_000)), '{}'), 401)
  assert.equal(await send(sign(heartbeatSecret), 'x'.repeat(5000)), 413)
  assert.equal((await status()).lastHeartbeatAt, null)
  assert.equal(await send(sign(heartbeatSecret), '{}'), 202)
  const { lastHeartbeatAt } = await status()
  assert.notEqual(lastHeartbeatAt, null)
  await sleep(20)
  assert.equal(await send(sign(heartbeatSecret), '{}'), 200, 'answered, in case the first answer was lost')
  assert.equal((await status()).lastHeartbeatAt, lastHeartbeatAt, 'but no sign of life')
  await beat('twice')
  await beat('twice')
})

test('pages: health for all, figures and status with the token', async () => {
  await startProcess({ WATCHER_TIMEOUT_SECONDS: '60' })
  await beat()
  assert.equal(await ask('/metrics'), 401)
  assert.equal(await ask('/status', { authorization: 'Bearer wrong' }), 401)
  assert.equal(await ask('/nothing', open), 404)
  assert.equal(await ask('/heartbeat'), 405)
  const page = await (await fetch(url('/metrics'), { headers: open })).text()
  assert.match(page, /^bailiwick_watcher_heartbeats_total 1$/m)
  assert.match(page, /^bailiwick_watcher_silence_seconds \d/m)
  assert.match(page, /^process_cpu_seconds_total /m)
})

test('a heartbeat that nobody takes is a failure to try again', async () => {
  await assert.rejects(beat(), (error) => error instanceof DomainError && error.code === 'unavailable')
  await startProcess()
  const now = new Date()
  const stranger = beatWatcher(
    { secret: 'another secret of more than 32 characters', url: url('') },
    { id: 'x', firedAt: now, now },
  )
  await assert.rejects(stranger, /The watcher answered 401/)
})
