import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq'
import type { QueuedWork, ReceivedWork } from './envelope.ts'
import { QUEUE_NAMES, QUEUE_TIMING, type QueueName, type QueueTiming } from './queue-names.ts'
import { within } from './within.ts'

/** Jobs of one queue that wait and that run. */
export interface QueueDepth {
  readonly waiting: number
  readonly active: number
}

/** The queues of an installation. They wake workers up; the record of what is due and what was done is in our own tables. */
export interface Queues {
  /** Puts work into a queue. Rejects when the queue did not take it within two seconds. */
  add(queue: QueueName, work: readonly QueuedWork[]): Promise<void>
  /** Begins to work: `process` is called for each job, and again for a job whose worker died. */
  work(queue: QueueName, process: (work: ReceivedWork) => Promise<void>): void
  /** Takes no more jobs until `resume`, but for one per queue that was on its way already; those in hand go on. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** What waits and what runs in a queue. */
  depth(queue: QueueName): Promise<QueueDepth>
  /** Takes no more jobs, waits for those in hand (at most `patienceMs`), closes every connection. */
  close(patienceMs: number): Promise<void>
}

/** Where the queues live: in Postgres as the role `jobs`, or in Redis. */
export type QueueHome = { readonly postgresUrl: string } | { readonly redisUrl: string }

/** How the queues of a process are opened. */
export interface QueueOptions {
  readonly home: QueueHome
  /** Hears of lost connections and of jobs that stalled; nothing is thrown for them. */
  readonly onError: (queue: string, error: Error) => void
  /** Shorter times than the ones of `QUEUE_TIMING`, for tests. */
  readonly timing?: Partial<Record<QueueName, Partial<QueueTiming>>>
}

/** The part of BullMQ's Queue that is used here, the same on both backends. */
interface BareQueue {
  addBulk(
    jobs: {
      name: string
      data: unknown
      opts: { jobId: string; attempts: number; removeOnComplete: boolean; removeOnFail: boolean }
    }[],
  ): Promise<unknown>
  getJobCounts(
    ...states: ('waiting' | 'active' | 'prioritized' | 'delayed')[]
  ): Promise<Record<string, number>>
  on(event: 'error', hear: (error: Error) => void): unknown
  close(): Promise<void>
}

/** The part of BullMQ's Worker that is used here. */
interface BareWorker {
  on(event: 'error', hear: (error: Error) => void): unknown
  run(): Promise<void>
  pause(doNotWaitActive?: boolean): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

interface BareJob {
  readonly id?: string | undefined
  readonly name: string
  readonly data: unknown
}

interface Backend {
  queue(name: QueueName): BareQueue
  worker(name: QueueName, process: (job: BareJob) => Promise<void>, timing: QueueTiming): BareWorker
}

/** Options of a worker. Several deaths of a job's worker are counted in our own tables, so BullMQ may not give up first. */
const workerOptions = (timing: QueueTiming) => ({
  autorun: false,
  concurrency: timing.concurrency,
  lockDuration: timing.lockMs,
  stalledInterval: timing.stalledCheckMs,
  maxStalledCount: 100,
  drainDelay: 5,
})

function postgresBackend(url: string): Backend {
  // The backend is an argument of the constructors, not an option: as an option it is ignored, and BullMQ asks for Redis.
  const bound = withBackend(createPostgresBackend)
  const connection = (name: string, max: number) => ({
    connectionString: url,
    schema: 'bullmq',
    max,
    application_name: name,
    connectionTimeoutMillis: 5000,
    query_timeout: 15_000, // a half-open connection would otherwise hold its job for ever
    keepAlive: true,
  })
  return {
    queue: (name) => new bound.Queue(name, { connection: connection(`queue-${name}`, 2) }),
    worker: (name, process, timing) =>
      new bound.Worker(name, process, {
        connection: connection(`worker-${name}`, 4),
        ...workerOptions(timing),
      }),
  }
}

function redisBackend(url: string): Backend {
  const connection = { url, maxRetriesPerRequest: null }
  return {
    queue: (name) => new Queue(name, { connection }),
    worker: (name, process, timing) => new Worker(name, process, { connection, ...workerOptions(timing) }),
  }
}

/** How long a producer waits for the queue; its row in our own table stays, and the sweeper tries again. */
const ADD_PATIENCE_MS = 2000

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** Opens the queues of this process. Nothing is connected until they are used. */
export function openQueues(options: QueueOptions): Queues {
  const { home, onError } = options
  const backend = 'redisUrl' in home ? redisBackend(home.redisUrl) : postgresBackend(home.postgresUrl)
  const queues = new Map<QueueName, BareQueue>()
  const workers: BareWorker[] = []
  for (const name of QUEUE_NAMES) {
    const queue = backend.queue(name)
    queue.on('error', (error) => onError(name, error))
    queues.set(name, queue)
  }
  const queueOf = (name: QueueName): BareQueue => {
    const queue = queues.get(name)
    if (queue === undefined) throw new Error(`there is no queue ${name}`)
    return queue
  }
  const each = async (act: (worker: BareWorker) => Promise<void>): Promise<void> => {
    await Promise.all(workers.map(act))
  }
  return {
    async add(name, work) {
      if (work.length === 0) return
      const jobs = work.map(({ name: job, id, data }) => ({
        name: job,
        data,
        // One attempt and no trace: retries and results are rows of our own, and an id must be usable again at once.
        opts: { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true },
      }))
      await within(
        ADD_PATIENCE_MS,
        queueOf(name).addBulk(jobs),
        `the queue ${name} did not answer within ${ADD_PATIENCE_MS} ms`,
      )
    },
    work(name, process) {
      const timing = { ...QUEUE_TIMING[name], ...options.timing?.[name] }
      const worker = backend.worker(
        name,
        async (job) => await process({ name: job.name, id: job.id ?? '', data: job.data }),
        timing,
      )
      worker.on('error', (error) => onError(name, error))
      worker.run().catch((error: unknown) => onError(name, asError(error)))
      workers.push(worker)
    },
    pause: async () => await each(async (worker) => await worker.pause(true)),
    resume: async () => await each(async (worker) => await worker.resume()),
    async depth(name) {
      const counts = await queueOf(name).getJobCounts('waiting', 'prioritized', 'delayed', 'active')
      const of = (state: string): number => counts[state] ?? 0
      return { waiting: of('waiting') + of('prioritized') + of('delayed'), active: of('active') }
    },
    async close(patienceMs) {
      const closing = each(async (worker) => await worker.close())
      const report = (error: unknown): void => onError('closing', asError(error))
      // What does not end in time is run again by another process: its lock and its lease run out.
      await within(patienceMs, closing, 'jobs in hand did not end in time').catch(report)
      const rest = Promise.all([...queues.values()].map(async (queue) => await queue.close()))
      await within(1000, rest, 'the queues did not close in time').catch(report)
    },
  }
}
