import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { QueueHome } from '../backends.ts'
import type { QueuedWork, ReceivedWork } from '../envelope.ts'
import type { QueueTiming } from '../queue-names.ts'
import { openQueues, type Queues } from '../queues.ts'
import { eventually } from './eventually.ts'

/** One backend under the contract. */
export interface ContractBackend {
  readonly home: QueueHome
  /** Cuts every connection of clients to the backend, as a restart of it would. */
  cutConnections(): Promise<void>
  close(): Promise<void>
}

/** One promise of `Queues`, kept by every backend. */
export interface ContractCase {
  readonly name: string
  run(backend: ContractBackend, open: (concurrency?: number) => Queues): Promise<void>
}

/** Times short enough for a test: a dead worker's job is taken over within three seconds. */
const TIMING: QueueTiming = { lockMs: 1000, stalledCheckMs: 500, concurrency: 5 }

const workOf = (id: string): QueuedWork => ({
  name: 'contract.run',
  id,
  data: { platformId: null, tenantId: null, outboxId: null, payload: { id } },
})
const newWork = (count: number): QueuedWork[] => Array.from({ length: count }, () => workOf(randomUUID()))
const nothing = (): undefined => undefined

/** Opens queues with short times; their errors are part of what is tested, and ignored here. */
export const openContractQueues = (home: QueueHome, concurrency = TIMING.concurrency): Queues => {
  const timing = { ...TIMING, concurrency }
  return openQueues({ home, onError: nothing, timing: { paging: timing, general: timing } })
}

const isEmpty = async (queues: Queues, name: 'paging' | 'general'): Promise<boolean> => {
  const { waiting, active } = await queues.depth(name)
  return waiting + active === 0
}

async function handsOverJobs(_backend: ContractBackend, open: () => Queues): Promise<void> {
  const queues = open()
  const seen: ReceivedWork[] = []
  queues.work('paging', async (work) => {
    seen.push(work)
    await Promise.resolve()
  })
  const [work] = newWork(1)
  assert.ok(work)
  await queues.add('paging', [work])
  await eventually('the job runs', () => seen.length === 1)
  assert.deepEqual(seen, [work])
}

async function runsOnce(_backend: ContractBackend, open: () => Queues): Promise<void> {
  const queues = open()
  const [work] = newWork(1)
  assert.ok(work)
  await queues.add('general', [work, work])
  await queues.add('general', [work])
  let runs = 0
  queues.work('general', async () => {
    runs += 1
    await Promise.resolve()
  })
  await eventually('it runs and is gone', async () => runs > 0 && (await isEmpty(queues, 'general')))
  assert.equal(runs, 1)
  await queues.add('general', [work])
  await eventually('it runs again', () => runs === 2)
}

async function forgetsFailures(_backend: ContractBackend, open: () => Queues): Promise<void> {
  const queues = open()
  const work = newWork(1)
  let runs = 0
  queues.work('general', async () => {
    runs += 1
    await Promise.reject(new Error('this run fails'))
  })
  await queues.add('general', work)
  await eventually('it fails and is gone', async () => runs > 0 && (await isEmpty(queues, 'general')))
  assert.equal(runs, 1, 'a queue does not repeat: that is decided from our own tables')
  await queues.add('general', work)
  await eventually('it runs again', () => runs === 2)
}

async function counts(_backend: ContractBackend, open: (concurrency?: number) => Queues): Promise<void> {
  const queues = open(2)
  await queues.add('paging', newWork(5))
  assert.deepEqual(await queues.depth('paging'), { waiting: 5, active: 0 })
  const held = Promise.withResolvers<undefined>()
  queues.work('paging', async () => await held.promise)
  await eventually('two run', async () => (await queues.depth('paging')).active === 2)
  assert.deepEqual(await queues.depth('paging'), { waiting: 3, active: 2 })
  held.resolve(undefined)
  await eventually('all are done', async () => await isEmpty(queues, 'paging'))
}

async function pauses(_backend: ContractBackend, open: () => Queues): Promise<void> {
  const queues = open()
  let runs = 0
  queues.work('general', async () => {
    runs += 1
    await Promise.resolve()
  })
  await queues.add('general', newWork(1))
  await eventually('the first runs', () => runs === 1)
  await queues.pause()
  for (const work of newWork(4)) await queues.add('general', [work])
  await sleep(700)
  const whilePaused = runs - 1
  await queues.resume()
  await eventually('the others run', () => runs === 5)
  assert.ok(whilePaused <= 1, `${whilePaused} of 4 were taken`)
}

async function closesGently(
  _backend: ContractBackend,
  open: (concurrency?: number) => Queues,
): Promise<void> {
  const queues = open(1)
  const done: string[] = []
  queues.work('paging', async ({ id }) => {
    await sleep(400)
    done.push(id)
  })
  const work = newWork(2)
  await queues.add('paging', work)
  await eventually('the first runs', async () => (await queues.depth('paging')).active === 1)
  await queues.close(5000)
  assert.deepEqual(done, [work[0]?.id])
  open().work('paging', async ({ id }) => {
    done.push(id)
    await Promise.resolve()
  })
  await eventually('another process runs the second', () => done.length === 2)
  assert.equal(done[1], work[1]?.id)
}

/** A program that takes jobs and never ends them, until it is killed; it appends the id of each that began to a file. */
const HOLDING_WORKER = `
  import { appendFileSync } from 'node:fs'
  const [queuesFile, home, file, timing] = process.argv.slice(1)
  const { openQueues } = await import(queuesFile)
  const queues = openQueues({ home: JSON.parse(home), onError: () => undefined, timing: { paging: JSON.parse(timing) } })
  queues.work('paging', async ({ id }) => {
    appendFileSync(file, id + '\\n')
    await new Promise(() => undefined)
  })`

const linesOf = (file: string): number =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0

async function rescuesJobs(backend: ContractBackend, open: () => Queues): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-queue-'))
  const file = join(directory, 'began')
  const queues = open()
  const work = newWork(3)
  await queues.add('paging', work)
  const queuesFile = join(import.meta.dirname, '../queues.ts')
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      HOLDING_WORKER,
      queuesFile,
      JSON.stringify(backend.home),
      file,
      JSON.stringify(TIMING),
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  await eventually('the worker holds all three', () => linesOf(file) === 3, 20_000)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const rescued: string[] = []
  queues.work('paging', async ({ id }) => {
    rescued.push(id)
    await Promise.resolve()
  })
  await eventually('the other worker runs them', () => rescued.length === 3, 10_000)
  assert.deepEqual(rescued.toSorted(), work.map(({ id }) => id).toSorted())
  rmSync(directory, { recursive: true })
}

async function outlivesCuts(backend: ContractBackend, open: () => Queues): Promise<void> {
  const queues = open()
  const seen = new Set<string>()
  queues.work('paging', async ({ id }) => {
    seen.add(id)
    await sleep(10)
  })
  const work = newWork(60)
  await queues.add('paging', work.slice(0, 50))
  await eventually('it works', () => seen.size > 5)
  await backend.cutConnections()
  // A producer whose connection was cut keeps its rows and tries again.
  const addAgain = async (): Promise<boolean> => {
    await queues.add('paging', work).catch(nothing)
    return seen.size === 60
  }
  await eventually('the rest is taken', addAgain)
}

async function refusesInTime(backend: ContractBackend): Promise<void> {
  const dead: QueueHome =
    'redisUrl' in backend.home
      ? { redisUrl: 'redis://127.0.0.1:1' }
      : { postgresUrl: 'postgres://nobody@127.0.0.1:1/nothing' }
  const queues = openQueues({ home: dead, onError: nothing })
  const began = performance.now()
  await assert.rejects(async () => await queues.add('general', newWork(1)))
  assert.ok(performance.now() - began < 3000)
  await queues.close(500)
}

/** What every backend promises: the same cases run on Postgres and on Redis. */
export const QUEUE_CONTRACT: readonly ContractCase[] = [
  { name: 'hands each job with its name, id and data to a worker', run: handsOverJobs },
  {
    name: 'runs work once that was added twice while it waited, and again when it is added after it ended',
    run: runsOnce,
  },
  { name: 'forgets a job whose process throws, so that its id can be used again', run: forgetsFailures },
  { name: 'counts what waits and what runs', run: counts },
  {
    name: 'takes at most the one job that it was waiting for once it is paused, and goes on afterwards',
    run: pauses,
  },
  { name: 'waits for the job in hand when it closes, and takes no other', run: closesGently },
  { name: 'gives the jobs of a killed worker to another one, once each', run: rescuesJobs },
  { name: 'works again after every connection was cut', run: outlivesCuts },
  { name: 'refuses within two seconds what cannot be queued', run: refusesInTime },
]
