import { openBackend, type BareJob, type BareQueue, type BareWorker, type QueueHome } from './backends.ts'
import type { QueuedWork, ReceivedWork } from './envelope.ts'
import { KeptWorker } from './kept-worker.ts'
import { QUEUE_NAMES, QUEUE_TIMING, type QueueName, type QueueTiming } from './queue-names.ts'
import { Reopened } from './reopened.ts'
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

/** How the queues of a process are opened. */
export interface QueueOptions {
  readonly home: QueueHome
  /** Hears of lost connections and of jobs that stalled; nothing is thrown for them. */
  readonly onError: (queue: string, error: Error) => void
  /** Shorter times than the ones of `QUEUE_TIMING`, for tests. */
  readonly timing?: Partial<Record<QueueName, Partial<QueueTiming>>>
}

/** How long a producer waits for the queue; its row in our own table stays, and the sweeper tries again. */
const ADD_PATIENCE_MS = 2000

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** Opens the queues of this process. Nothing is connected until they are used. */
export function openQueues(options: QueueOptions): Queues {
  const { home, onError } = options
  const backend = openBackend(home)
  const workers: KeptWorker[] = []
  let isPaused = false
  const queues = new Map(
    QUEUE_NAMES.map((name) => {
      const open = (): BareQueue => {
        const queue = backend.queue(name)
        queue.on('error', (error) => onError(name, error))
        return queue
      }
      return [name, new Reopened(open)]
    }),
  )
  const queueOf = async (name: QueueName): Promise<BareQueue> => {
    const queue = queues.get(name)
    if (queue === undefined) throw new Error(`there is no queue ${name}`)
    return await queue.ready()
  }
  return {
    async add(name, work) {
      if (work.length === 0) return
      const adding = queueOf(name).then(async (queue) => await queue.addBulk(work.map(jobOf)))
      await within(ADD_PATIENCE_MS, adding, `the queue ${name} did not answer within ${ADD_PATIENCE_MS} ms`)
    },
    work(name, process) {
      const timing = { ...QUEUE_TIMING[name], ...options.timing?.[name] }
      const run = async (job: BareJob): Promise<void> =>
        await process({ name: job.name, id: job.id ?? '', data: job.data })
      const open = (): BareWorker => {
        const worker = backend.worker(name, run, timing)
        worker.on('error', (error) => onError(name, error))
        return worker
      }
      workers.push(new KeptWorker(open, isPaused, (error) => onError(name, asError(error))))
    },
    async pause() {
      isPaused = true
      await Promise.all(workers.map(async (worker) => await worker.pause()))
    },
    async resume() {
      isPaused = false
      await Promise.all(workers.map(async (worker) => await worker.resume()))
    },
    async depth(name) {
      const queue = await queueOf(name)
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active')
      const of = (state: string): number => counts[state] ?? 0
      return { waiting: of('waiting') + of('prioritized') + of('delayed'), active: of('active') }
    },
    async close(patienceMs) {
      const closing = Promise.all(workers.map(async (worker) => await worker.close()))
      const report = (error: unknown): void => onError('closing', asError(error))
      // What does not end in time is run again by another process: its lock and its lease run out.
      await within(patienceMs, closing, 'jobs in hand did not end in time').catch(report)
      const rest = Promise.all([...queues.values()].map(async (queue) => await queue.close()))
      await within(1000, rest, 'the queues did not close in time').catch(report)
    },
  }
}

/** One attempt and no trace: retries and results are rows of our own, and an id must be usable again at once. */
const jobOf = ({ name, id, data }: QueuedWork) => ({
  name,
  data,
  opts: { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true },
})
