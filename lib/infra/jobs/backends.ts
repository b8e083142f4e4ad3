import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq'
import type { QueueName, QueueTiming } from './queue-names.ts'

/** Where the queues live: in Postgres as the role `jobs`, or in Redis. */
export type QueueHome = { readonly postgresUrl: string } | { readonly redisUrl: string }

/** The part of BullMQ's Queue that is used here, the same on both backends. */
export interface BareQueue {
  waitUntilReady(): Promise<unknown>
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
export interface BareWorker {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', hear: (error: Error) => void): unknown
  run(): Promise<void>
  pause(doNotWaitActive?: boolean): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** A job as BullMQ hands it over. */
export interface BareJob {
  readonly id?: string | undefined
  readonly name: string
  readonly data: unknown
}

/** Opens queues and workers, the same on both backends. */
export interface Backend {
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
  runRetryDelay: 1000, // 15 s unless told otherwise: the database is back, and pages wait
})

/** How long a worker listens before it looks for itself, seconds. After a lost connection BullMQ would listen for an hour. */
const LISTEN_SECONDS = 5

const listeningBriefly: typeof createPostgresBackend = (...parts) =>
  Object.defineProperty(createPostgresBackend(...parts), 'maximumBlockTimeout', { value: LISTEN_SECONDS })

function postgresBackend(url: string): Backend {
  // The backend is an argument of the constructors, not an option: as an option it is ignored, and BullMQ asks for Redis.
  const bound = withBackend(listeningBriefly)
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

/** The backend that lives there; nothing is connected yet. */
export const openBackend = (home: QueueHome): Backend =>
  'redisUrl' in home ? redisBackend(home.redisUrl) : postgresBackend(home.postgresUrl)
