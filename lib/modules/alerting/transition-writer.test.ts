import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import type { Transition } from './domain/advance.ts'
import { systemScheduler } from './scheduler.ts'
import { storyRule } from './testing/rule-story.ts'
import { TransitionWriter, type Beat } from './transition-writer.ts'

const AT = new Date('2026-11-20T06:00:00Z')
const transition = (id: string): Transition => ({
  ruleId: 'rule',
  alert: {
    id,
    fingerprint: id,
    owner: { platformId: 'p', tenantId: null },
    labels: {},
    state: 'firing',
    value: 1,
    summary: '',
    activeAt: AT,
    firedAt: AT,
    changedAt: AT,
  },
  resolvedAt: null,
  at: AT,
  record: null,
  outbox: null,
})
const beat = (id: string, ruleId = 'rule'): Beat => ({ id, rule: storyRule({ id: ruleId }), at: AT })
class Permanent extends Error {}

/** A database that remembers, or refuses with the error that `fault` names. */
interface World {
  readonly written: string[]
  calls: number
  fault: (ids: readonly string[]) => Error | undefined
}

/** A writer over a database that takes everything, unless `fault` says why not. */
function rig(capacity?: number) {
  const world: World = { written: [], calls: 0, fault: () => undefined }
  const writer = new TransitionWriter({
    async persist(transitions, beats) {
      world.calls += 1
      const ids = [...transitions.map(({ alert }) => alert.id), ...beats.map(({ id }) => id)]
      await sleep(1)
      const fault = world.fault(ids)
      if (fault !== undefined) throw fault
      world.written.push(...ids)
    },
    isPermanent: (error) => error instanceof Permanent,
    log: createLogger('test', 'fatal'),
    scheduler: systemScheduler,
    ...(capacity === undefined ? {} : { capacity }),
  })
  return { world, writer }
}
const until = async (done: () => boolean): Promise<void> => {
  for (let waited = 0; !done(); waited += 5) {
    assert.ok(waited < 5000, 'not within five seconds')
    await sleep(5)
  }
}

test('transitions are written in their order', async () => {
  const { world, writer } = rig()
  writer.push([transition('a'), transition('b')])
  writer.push([transition('c')])
  writer.push([])
  await until(() => writer.backlog === 0)
  assert.deepEqual(world.written, ['a', 'b', 'c'])
})

test('what comes while others are written is written together', async () => {
  const { world, writer } = rig()
  writer.push([transition('a')])
  for (let n = 0; n < 100; n += 1) writer.push([transition(`t${n}`)])
  await until(() => writer.backlog === 0)
  assert.equal(world.written.length, 101)
  assert.ok(world.calls <= 3, `${world.calls} transactions`)
})

test('while the database is away nothing is lost and the order stays', async () => {
  const { world, writer } = rig()
  world.fault = () => new Error('connect ECONNREFUSED')
  writer.push([transition('a')])
  await sleep(30)
  writer.push([transition('b')])
  await sleep(300)
  const triesWhileAway = world.calls
  assert.ok(triesWhileAway >= 2 && triesWhileAway <= 5, `${triesWhileAway} tries in 0.3 s`)
  world.fault = () => undefined
  await until(() => writer.backlog === 0)
  assert.deepEqual(world.written, ['a', 'b'])
  assert.equal(writer.lost, 0)
})

test('it is full when as many wait as it may hold, and not full any more afterwards', async () => {
  const { world, writer } = rig(3)
  world.fault = () => new Error('away')
  writer.push([transition('a'), transition('b')])
  assert.equal(writer.isFull, false)
  writer.push([transition('c')])
  assert.equal(writer.isFull, true)
  world.fault = () => undefined
  await until(() => writer.backlog === 0)
  assert.equal(writer.isFull, false)
})

test('one that can never be written is dropped and counted; the others are written', async () => {
  const { world, writer } = rig()
  world.fault = (ids) => (ids.includes('bad') ? new Permanent('violates foreign key') : undefined)
  writer.push([transition('a'), transition('bad'), transition('c')])
  await until(() => writer.backlog === 0)
  assert.deepEqual(world.written, ['a', 'c'])
  assert.equal(writer.lost, 1)
})

test('a database that goes away in the middle of writing one by one loses nothing', async () => {
  const { world, writer } = rig()
  let away = false
  world.fault = (ids) => {
    if (ids.includes('bad')) return new Permanent('violates foreign key')
    if (ids.includes('c') && !away) {
      away = true
      return new Error('away')
    }
    return undefined
  }
  writer.push([transition('a'), transition('bad'), transition('c')])
  await until(() => writer.backlog === 0)
  assert.deepEqual(world.written, ['a', 'c'])
})

test('of the signs of life of a rule only the newest waits', async () => {
  const { world, writer } = rig()
  world.fault = () => new Error('away')
  for (const id of ['1', '2', '3']) writer.beat(beat(id))
  writer.beat(beat('other', 'rule-2'))
  await sleep(50)
  world.fault = () => undefined
  await until(() => world.written.length === 2)
  assert.deepEqual(world.written.toSorted(), ['3', 'other'])
})

test('what waits is dropped when another engine leads', async () => {
  const { world, writer } = rig()
  world.fault = () => new Error('away')
  writer.push([transition('a')])
  await sleep(20)
  writer.drop()
  world.fault = () => undefined
  writer.push([transition('b')])
  await until(() => world.written.length > 0 && writer.backlog === 0)
  assert.deepEqual(world.written, ['b'])
})

test('stopping writes what waits, but does not wait for ever', async () => {
  const { world, writer } = rig()
  writer.push([transition('a')])
  await writer.stop(1000)
  assert.deepEqual(world.written, ['a'])
  const away = rig()
  away.world.fault = () => new Error('away')
  away.writer.push([transition('a')])
  const began = performance.now()
  await away.writer.stop(200)
  assert.ok(performance.now() - began < 1000)
})
