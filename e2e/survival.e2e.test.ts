// The whole product under load, while what it consists of is killed: nothing that was answered 2xx is lost, every page
// arrives, and no receiver that drops repetitions by their key gets one twice. The long matrices are `*.chaos.test.ts`.
// suite: long
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { untilReady } from './support/readiness.ts'
import { assertAudited, assertSurvived, openTrial, type Trial } from './support/trial.ts'
import { until } from './support/until.ts'

/** A heartbeat comes every 15 seconds. */
const WATCHER_SECONDS = 25
const DOWN_MS = 10_000
/** Times are bounds here, not the bar: the machine may have other work. */
const READY_LIMIT_MS = 30_000

const notice = z.object({ type: z.string(), text: z.string().optional() })
let trial: Trial

before(async () => {
  trial = await openTrial({ watcherSeconds: WATCHER_SECONDS })
})
after(async () => await trial.close())

test('killed in turn under load, and without its database for a while: nothing is lost, nothing comes twice', async (t) => {
  const { installation, cluster } = trial
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  await ordeal.untilMoving()
  for (const part of ['engine', 'jobs', 'web'] as const) {
    await installation.killPart(part)
    await untilReady(installation)
    await ordeal.untilMoving()
  }
  await cluster.outage(DOWN_MS)
  const recovered = await untilReady(installation)
  assert.ok(recovered < READY_LIMIT_MS, `ready ${recovered} ms after the database was there again`)
  await ordeal.untilMoving()
  const report = await ordeal.stop()
  assertSurvived(report)
  assert.ok(report.load.statuses.size > 1, 'the faults were felt')
  assert.ok(report.load.longestGapMs >= DOWN_MS, 'nothing is accepted without the database')
})

test('the audit chains are whole', async () => await assertAudited(trial.installation))

test('when jobs stand still the watcher tells people in time, and again when they go on', async () => {
  const { installation, receiver } = trial
  const told = async (type: string, from: number) =>
    await Promise.resolve(
      receiver.calls.slice(from).find(({ body }) => notice.parse(JSON.parse(body)).type === type),
    )
  const log = (): string => readFileSync(join(installation.dataDirectory, 'watcher.log'), 'utf8')
  const jobs = installation.pidOf('jobs')
  const then = { calls: receiver.calls.length, log: log().length }
  process.kill(jobs, 'SIGSTOP')
  try {
    const limitMs = (WATCHER_SECONDS + 10) * 1000
    const silent = await until(
      'people are told',
      async () => await told('watcher.silent', then.calls),
      limitMs,
    )
    assert.match(silent.body, /has sent no heartbeat/)
  } finally {
    process.kill(jobs, 'SIGCONT')
  }
  await until('the recovery', async () => await told('watcher.recovered', then.calls), 60_000)
  assert.match(log().slice(then.log), /"silent"[^]*"recovered"/)
  await untilReady(installation)
})
