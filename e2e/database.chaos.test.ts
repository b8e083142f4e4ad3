// The database goes away under load: stopped at once, frozen, its connections cut, its LISTEN sessions alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { cutConnections } from '#testing/cut-connections.ts'
import { untilReady } from './support/readiness.ts'
import { assertAudited, assertSurvived, openTrial, type Trial } from './support/trial.ts'

const DOWN_MS = 30_000
const FROZEN_MS = 60_000
const MOVING_LIMIT_MS = 120_000
/** From the start of the database to ready; the bar is 15 s on a quiet machine. */
const READY_LIMIT_MS = 45_000

let trial: Trial
before(async () => {
  trial = await openTrial()
})
after(async () => await trial.close())

test('stopped at once for 30 s, four times', async (t) => {
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  for (let time = 0; time < 4; time += 1) {
    await ordeal.untilMoving(MOVING_LIMIT_MS)
    await trial.cluster.outage(DOWN_MS)
    const ms = await untilReady(trial.installation, MOVING_LIMIT_MS)
    assert.ok(ms < READY_LIMIT_MS, `ready ${ms} ms after the database was there again`)
  }
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  const report = await ordeal.stop()
  assertSurvived(report)
  assert.ok(report.load.longestGapMs >= DOWN_MS)
})

test('frozen for 60 s: senders are told to come again, and it goes on where it was', async (t) => {
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  await trial.cluster.freeze(FROZEN_MS)
  await untilReady(trial.installation, MOVING_LIMIT_MS)
  for (let time = 0; time < 6; time += 1) await ordeal.untilMoving(MOVING_LIMIT_MS)
  const report = await ordeal.stop()
  assertSurvived(report)
  assert.ok((report.load.statuses.get(503) ?? 0) > 0, 'senders get an answer')
})

test('every connection cut, 20 times', async (t) => {
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  for (let time = 0; time < 20; time += 1) {
    assert.ok((await cutConnections(trial.cluster.url)) > 0)
    await sleep(1000)
  }
  await untilReady(trial.installation, MOVING_LIMIT_MS)
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  assertSurvived(await ordeal.stop())
})

test('the sessions that listen cut twice a second for a minute: the sweeper sends what nobody was told of', async (t) => {
  const ordeal = trial.startOrdeal()
  t.after(async () => await ordeal.abandon())
  let cut = 0
  for (let time = 0; time < 120; time += 1) {
    cut += await cutConnections(trial.cluster.url, ['listen'])
    await sleep(500)
  }
  assert.ok(cut > 60, `${cut} sessions were cut`)
  await untilReady(trial.installation, MOVING_LIMIT_MS)
  await ordeal.untilMoving(MOVING_LIMIT_MS)
  assertSurvived(await ordeal.stop())
})

test('the audit chains are whole', async () => await assertAudited(trial.installation))
