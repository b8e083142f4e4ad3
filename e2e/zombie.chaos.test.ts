// Processes that stand still beyond their lease and then go on as if nothing had happened, beside another worker that
// has taken over what they held.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { startProgram, type Program } from '#testing/processes.ts'
import { untilReady } from './support/readiness.ts'
import { assertAudited, assertSurvived, openTrial, type Trial } from './support/trial.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
/** The lease is three seconds, the bar's 60 s stand for one of thirty. */
const STILL_MS = 8000
const TIMES = 20
const MOVING_LIMIT_MS = 120_000

let trial: Trial
let second: Program
before(async () => {
  trial = await openTrial()
  const run: unknown = JSON.parse(readFileSync(join(trial.installation.dataDirectory, 'run.json'), 'utf8'))
  const { environment } = z.object({ environment: z.record(z.string(), z.string()) }).parse(run)
  second = startProgram([join(CHECKOUT, 'workers/jobs.ts')], {
    ...environment,
    NODE_ENV: 'production',
    JOBS_PORT: String(await freePort()),
  })
  await second.waitForLine(/the jobs process works/)
})
after(async () => {
  await second.stop()
  await trial.close()
})

async function standStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP')
  await sleep(STILL_MS)
  process.kill(pid, 'SIGCONT')
}

test(`two workers, one of them standing still for ${STILL_MS / 1000} s, ${TIMES} times`, async (t) => {
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  for (let time = 0; time < TIMES; time += 1) {
    await standStill(time % 2 === 0 ? trial.installation.pidOf('jobs') : second.pid)
    await sleep(500)
  }
  await untilReady(trial.installation, MOVING_LIMIT_MS)
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  const report = await ordeal.stop()
  assertSurvived(report)
  assert.ok(report.rawDuplicates <= TIMES * 2, `${report.rawDuplicates} repetitions`)
})

test('the engine stands still: senders wait, and nothing is lost', async (t) => {
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  for (let time = 0; time < 5; time += 1) {
    await ordeal.untilMoving(MOVING_LIMIT_MS)
    await standStill(trial.installation.pidOf('engine'))
    await untilReady(trial.installation, MOVING_LIMIT_MS)
  }
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  assertSurvived(await ordeal.stop())
})

test('the audit chains are whole', async () => await assertAudited(trial.installation))
