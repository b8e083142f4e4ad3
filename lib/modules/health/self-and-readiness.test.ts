import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { readinessOf, runCheck } from './domain/readiness.ts'
import { SELF_SERVICES, selfTargets } from './domain/self-services.ts'

const origins = {
  web: 'http://127.0.0.1:3000',
  engine: 'http://127.0.0.1:9190',
  jobs: 'http://127.0.0.1:9191',
  watcher: 'https://watcher.example',
}
const timing = {
  clock: () => performance.now(),
  limitMs: 50,
  timer: async (ms: number) => await sleep(ms),
}

test('every part has an address of its own, and the six services exist', () => {
  const targets = selfTargets(origins)
  assert.deepEqual(targets.map(({ job }) => job).toSorted(), [
    'engine',
    'host',
    'jobs',
    'postgres',
    'watcher',
    'web',
  ])
  assert.equal(new Set(targets.map(({ url }) => url)).size, targets.length)
  assert.equal(targets.find(({ job }) => job === 'postgres')?.url, 'http://127.0.0.1:9191/metrics/postgres')
  const watcher = targets.find(({ job }) => job === 'watcher')
  assert.deepEqual([watcher?.url, watcher?.instance], ['https://watcher.example/metrics', 'watcher.example'])
})

test('parts depend on parts that exist, and never in a circle', () => {
  const by = new Map(SELF_SERVICES.map((service) => [service.job, service.dependsOn]))
  const depth = (job: string, seen: readonly string[]): number => {
    assert.ok(!seen.includes(job), `${job} depends on itself`)
    const below = by.get(job)
    assert.ok(below, `${job} is no part`)
    return 1 + Math.max(0, ...below.map((next) => depth(next, [...seen, job])))
  }
  for (const { job } of SELF_SERVICES) assert.ok(depth(job, []) <= 4)
})

test('ready means that every check passed', () => {
  const check = (ok: boolean) => ({ name: 'x', ok, ms: 1, detail: '' })
  assert.equal(readinessOf([]).ready, false)
  assert.equal(readinessOf([check(true), check(true)]).ready, true)
  assert.equal(readinessOf([check(true), check(false)]).ready, false)
})

test('a check says what it found, what it threw, or that it took too long, each with its time', async () => {
  const good = await runCheck('a', async () => await Promise.resolve('15.18'), timing)
  assert.deepEqual([good.ok, good.detail], [true, '15.18'])
  const bad = await runCheck('b', async () => await Promise.reject(new Error('refused')), timing)
  assert.deepEqual([bad.ok, bad.detail], [false, 'refused'])
  const late = await runCheck('c', async () => await sleep(500, 'too late', { ref: false }), timing)
  assert.equal(late.ok, false)
  assert.match(late.detail, /no answer within 50 ms/)
  assert.ok(late.ms >= 45)
})
