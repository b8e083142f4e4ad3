// Every process of the product is killed with -9, again and again, in an order that changes, under load.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Part } from '#testing/processes.ts'
import { untilReady } from './support/readiness.ts'
import { assertAudited, assertSurvived, openTrial, type Trial } from './support/trial.ts'

const ROUNDS = 5
/** The supervisor waits longer each time that a process dies soon after its start. */
const MOVING_LIMIT_MS = 120_000
/** Each next round begins elsewhere, so that every part is killed after every other one. */
const PARTS: readonly Part[] = ['engine', 'jobs', 'postgres', 'web', 'watcher']
const inRound = (round: number): readonly Part[] => [
  ...PARTS.slice(round % PARTS.length),
  ...PARTS.slice(0, round % PARTS.length),
]

let trial: Trial
before(async () => {
  trial = await openTrial({ isEmbedded: true })
})
after(async () => await trial.close())

test(`${ROUNDS} rounds of kill -9 through all processes, each alone`, async (t) => {
  const { installation } = trial
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const part of inRound(round)) {
      await installation.killPart(part)
      await untilReady(installation, MOVING_LIMIT_MS)
      await ordeal.untilMoving(MOVING_LIMIT_MS)
    }
  }
  assertSurvived(await ordeal.stop())
})

test('jobs killed in the middle of sending, as often as the supervisor starts it', async (t) => {
  const { installation } = trial
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  for (let kill = 0; kill < 8; kill += 1) {
    await installation.killPart('jobs')
    await sleep(300 * (1 + (kill % 5))) // at another moment of its work each time
  }
  await untilReady(installation, MOVING_LIMIT_MS)
  for (let time = 0; time < 6; time += 1) await ordeal.untilMoving(MOVING_LIMIT_MS)
  const report = await ordeal.stop()
  assertSurvived(report)
  assert.ok(report.rawDuplicates <= 50, `${report.rawDuplicates} repetitions`)
})

test('all of them at once', async (t) => {
  const { installation } = trial
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  for (let round = 0; round < 3; round += 1) {
    await ordeal.untilMoving(MOVING_LIMIT_MS)
    await Promise.all(PARTS.map(async (part) => await installation.killPart(part)))
    await untilReady(installation, MOVING_LIMIT_MS)
  }
  for (let time = 0; time < 3; time += 1) await ordeal.untilMoving(MOVING_LIMIT_MS)
  assertSurvived(await ordeal.stop())
})

test('the audit chains are whole', async () => await assertAudited(trial.installation))
