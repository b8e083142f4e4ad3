import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { scheduledWork } from './schedules.ts'

const START = new Date('2026-11-20T06:29:50Z')
const names = async (source: ReturnType<typeof scheduledWork>): Promise<string[]> =>
  (await source.due(100)).map(({ work }) => work.name)

test('every schedule runs once per slot, the canaries not before the processes have settled', async () => {
  const clock = manualClock(START)
  const source = scheduledWork(clock, 900)
  const first = await names(source)
  assert.ok(first.includes('role.sweep') && first.includes('session.prune'))
  assert.ok(!first.includes('canary.check'))
  assert.deepEqual(await names(source), [])
  clock.advance(119_000)
  assert.ok(!(await names(source)).includes('canary.check'))
  assert.ok(((await source.msUntilNext()) ?? Infinity) <= 1000)
  clock.advance(1000)
  assert.deepEqual(
    (await names(source)).filter((name) => name.startsWith('canary')),
    ['canary.check'],
  )
  assert.ok(!(await names(source)).includes('canary.check'))
  clock.advance(900_000)
  assert.ok((await names(source)).includes('canary.check'))
})

test('canaries that are read more often than that wait for one of their intervals alone', async () => {
  const clock = manualClock(START)
  const source = scheduledWork(clock, 20)
  assert.ok(!(await names(source)).includes('canary.check'))
  clock.advance(20_000)
  assert.ok((await names(source)).includes('canary.check'))
})
