// How Bailiwick itself is, from what the store says and from the deliveries in the database: whole, in part, and without
// an engine. The engine is one that answers from a table; its own tests ask the real one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { platformId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { EngineClient } from '#lib/infra/engine/engine-client.ts'
import { parse } from '#lib/promql/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { partState, SYSTEM_FIGURES } from './domain/system-figures.ts'
import { ensureSelfPlatform, readSystemHealth } from './index.ts'

const NOW = new Date('2026-11-20T14:00:00Z')
const clock = manualClock(NOW)
let world: TestWorld
let self: string

before(async () => {
  world = await openTestWorld()
  self = await ensureSelfPlatform(world.console(operatorScope, clock))
})
after(async () => await world.close())

type Rows = readonly { readonly metric?: Record<string, string>; readonly value: number }[]

/** An engine that answers what the table says, and nothing to all other questions. */
function engineWith(table: ReadonlyMap<string, Rows>): EngineClient & { readonly asked: [Scope, string][] } {
  const asked: [Scope, string][] = []
  return {
    asked,
    async ask(scope, _endpoint, { query = '' }) {
      asked.push([scope, query])
      const rows = table.get(query) ?? []
      const result = rows.map(({ metric = {}, value }) => ({ metric, value: [0, String(value)] }))
      return await Promise.resolve({ status: 'success', data: { resultType: 'vector', result } })
    },
  }
}

const seconds = NOW.getTime() / 1000
const ask = async (engine: EngineClient) =>
  await readSystemHealth(world.console(operatorScope, clock), engine)

test('every question is PromQL that the engine reads, asked of our own platform alone', async () => {
  const engine = engineWith(new Map())
  await ask(engine)
  assert.equal(engine.asked.length, SYSTEM_FIGURES.length + 2)
  for (const [scope, query] of engine.asked) {
    assert.deepEqual(scope, { kind: 'platform', platformId: self })
    assert.doesNotThrow(() => parse(query), query)
  }
})

const ofJobs = (jobs: Readonly<Record<string, number>>): Rows =>
  Object.entries(jobs).map(([job, value]) => ({ metric: { job }, value }))
const expressionOf = (key: string): string =>
  SYSTEM_FIGURES.find((each) => each.key === key)?.expression ?? ''

test('a figure has its value, its state and the age of its part; what was not sent is not measured', async () => {
  const { trouble, figures, parts, watchedSince } = await ask(
    engineWith(
      new Map<string, Rows>([
        ['up', ofJobs({ host: 1, web: 0 })],
        ['timestamp(up)', ofJobs({ host: seconds - 10, web: seconds - 200 })],
        [expressionOf('disk'), [{ value: 0.9 }]],
        [expressionOf('lease'), [{ value: 2 }]],
      ]),
    ),
  )
  assert.equal(trouble, null)
  assert.equal(watchedSince, NOW.toISOString(), 'no sample can be older than its own platform')
  const figure = (key: string) => figures.find((each) => each.key === key)
  assert.equal(figure('disk')?.state, 'degraded')
  assert.deepEqual([figure('disk')?.measured.value, figure('disk')?.measured.ageSeconds], [0.9, 10])
  assert.equal(figure('lease')?.state, 'down', 'two that lead are as wrong as none')
  assert.equal(figure('size')?.measured.value, null)
  assert.match(figure('size')?.measured.missing?.filledBy ?? '', /next scrape of “postgres”/)
  assert.deepEqual(Object.fromEntries(parts.map(({ job, state }) => [job, state])), {
    web: 'stale',
    engine: 'unknown',
    jobs: 'unknown',
    watcher: 'unknown',
    postgres: 'unknown',
    host: 'healthy',
  })
  assert.ok(parts.every(({ serviceId }) => serviceId !== null))
})

test('an engine that does not answer is told, and what the database knows is still there', async () => {
  const health = await ask({
    ask: async () => await Promise.reject(new DomainError('unavailable', 'Metrics cannot be asked for now.')),
  })
  assert.equal(health.trouble, 'Metrics cannot be asked for now.')
  assert.ok(health.figures.every(({ measured: { value }, state }) => value === null && state === null))
  assert.match(
    health.figures.find(({ key }) => key === 'delivery')?.measured.missing?.reason ?? '',
    /last 24 hours/,
  )
})

test('a fault of ours is not hidden as an engine that does not answer', async () => {
  const broken = ask({ ask: async () => await Promise.resolve({ status: 'nonsense' }) })
  await assert.rejects(broken, (error) => !(error instanceof DomainError))
})

test('it is refused below operator scope', async () => {
  const below = world.console({ kind: 'platform', platformId: platformId(self) }, clock)
  const refused = readSystemHealth(below, engineWith(new Map()))
  await assert.rejects(
    refused,
    (error) => error instanceof DomainError && error.code === 'precondition_failed',
  )
})

test('a part without a sample is unknown, an old one is stale, whatever it said', () => {
  assert.equal(partState(null, null), 'unknown')
  assert.equal(partState(1, 61), 'stale')
  assert.equal(partState(1, 60), 'healthy')
  assert.equal(partState(0, 1), 'down')
})
