// The whole product under load, while what it consists of is killed: nothing that was answered 2xx is lost, every page
// arrives, and no receiver that drops repetitions by their key gets one twice.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import { prepareEstate, type Estate } from './support/estate.ts'
import { untilReady } from './support/readiness.ts'
import { startStoppableCluster, type StoppableCluster } from './support/stoppable-cluster.ts'
import { startOrdeal, type OrdealReport } from './support/ordeal.ts'
import { until } from './support/until.ts'

/** The heartbeat comes every 15 seconds. */
const WATCHER_SECONDS = 25
const DOWN_MS = 10_000

const notice = z.object({ type: z.string(), text: z.string() })
const directory = mkdtempSync(join(tmpdir(), 'bailiwick-survival-'))
let cluster: StoppableCluster
let mailbox: Mailbox
let receiver: WebhookReceiver
let installation: Installation
let estate: Estate
let report: OrdealReport

before(async () => {
  cluster = await startStoppableCluster()
  mailbox = await openMailbox()
  receiver = await openWebhookReceiver()
  installation = await startInstallation({
    DATABASE_URL: cluster.url,
    SMTP_URL: mailbox.url,
    WATCHER_WEBHOOK_URL: receiver.url,
    WATCHER_TIMEOUT_SECONDS: String(WATCHER_SECONDS),
    SWEEP_SECONDS: '2',
    LEASE_SECONDS: '3',
  })
  estate = await prepareEstate(installation, mailbox, receiver)
})
after(async () => {
  await installation.stop()
  installation.remove()
  await cluster.remove()
  await mailbox.close()
  await receiver.close()
  rmSync(directory, { recursive: true })
})

test('killed in turn under load, and without its database for a while, it is ready again by itself', async (t) => {
  const ordeal = startOrdeal(estate, { mailbox, receiver, file: join(directory, 'accepted'), limitMs: 60_000 })
  t.after(() => ordeal.abandon())
  await ordeal.untilMoving()
  for (const part of ['engine', 'jobs', 'web'] as const) {
    await installation.killPart(part)
    await untilReady(installation)
    await ordeal.untilMoving()
  }
  await cluster.outage(DOWN_MS)
  const recovered = await untilReady(installation)
  assert.ok(recovered < 30_000, `ready ${recovered} ms after the database was there again`)
  await ordeal.untilMoving()
  report = await ordeal.stop()
})

test('every sample that was answered 2xx is there, and nothing that was not sent', () => {
  assert.ok(report.load.accepted.size > 1000, `${report.load.accepted.size} samples were accepted`)
  assert.deepEqual(report.lost, [])
  assert.deepEqual(report.unexpected, [])
  assert.ok(report.load.statuses.size > 1, 'the faults were felt')
})

test('every alert that was accepted brought all of its pages, and effectively each of them once', () => {
  assert.ok(report.episodes.length >= 10, `${report.episodes.length} alerts fired`)
  assert.deepEqual(report.unpaged, [])
  assert.deepEqual(report.duplicates, [])
  assert.deepEqual(report.incidentFaults, [])
})

test('the audit chains are whole', async () => {
  const verified = z.object({ ok: z.boolean() }).parse(JSON.parse(await installation.cli('audit', 'verify', '--json')))
  assert.equal(verified.ok, true)
})

test('when jobs stand still the watcher tells people in time, and again when they go on', async () => {
  const told = (type: string, from: number) =>
    receiver.calls.slice(from).find(({ body }) => notice.parse(JSON.parse(body)).type === type)
  await sleep(WATCHER_SECONDS * 500)
  const jobs = installation.pidOf('jobs')
  const from = receiver.calls.length
  const begun = performance.now()
  process.kill(jobs, 'SIGSTOP')
  try {
    const limitMs = (WATCHER_SECONDS + 15) * 1000
    const silent = await until('people are told', async () => await Promise.resolve(told('watcher.silent', from)), limitMs)
    assert.match(silent.body, /has sent no heartbeat/)
    assert.ok(performance.now() - begun > 5000)
  } finally {
    process.kill(jobs, 'SIGCONT')
  }
  await until('the recovery', async () => await Promise.resolve(told('watcher.recovered', from)), 60_000)
  const log = readFileSync(join(installation.dataDirectory, 'watcher.log'), 'utf8')
  assert.match(log, /"silent"[^]*"recovered"/)
  await untilReady(installation)
})
