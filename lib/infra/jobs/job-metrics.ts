import { Gauge, Histogram, type Registry } from 'prom-client'
import type { ClockGuard } from './clock-guard.ts'
import { QUEUE_NAMES } from './queue-names.ts'
import type { Queues } from './queues.ts'

/** What a process counts about its jobs. */
export interface JobMetrics {
  /** A run ended, after so many seconds. */
  ran(job: string, outcome: string, seconds: number): void
}

/** Registers the counters of runs: `bailiwick_jobs_run_seconds` by job and outcome. */
export function createJobMetrics(registry: Registry): JobMetrics {
  const seconds = new Histogram({
    name: 'bailiwick_jobs_run_seconds',
    help: 'How long a run of a job took, by how it ended.',
    labelNames: ['job', 'outcome'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers: [registry],
  })
  return { ran: (job, outcome, took) => seconds.observe({ job, outcome }, took) }
}

/** What the gauges read when they are scraped. */
export interface GaugeSources {
  readonly queues: Pick<Queues, 'depth'>
  readonly clock: Pick<ClockGuard, 'skewSeconds'>
  /** True while notifications of the database arrive. */
  readonly isListening: () => boolean
}

/**
 * Registers what is read at the moment of a scrape: the depth of the queues, clock skew, connection. What waits in our own
 * tables is on the page of Postgres (`lib/modules/health`). A source that does not answer leaves its gauge without a value.
 */
export function registerJobGauges(registry: Registry, sources: GaugeSources): void {
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    collect: (set: Gauge<L>) => Promise<void>,
  ): Gauge<L> =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        // Emptied first: without labels, reset() would mean 0, and missing is not zero.
        const empty = (): void => (labelNames.length === 0 ? this.remove() : this.reset())
        empty()
        await collect(this).catch(empty)
      },
    })
  gauge('bailiwick_jobs_queue_depth', 'Jobs in a queue, by state.', ['queue', 'state'], async (set) => {
    for (const queue of QUEUE_NAMES) {
      const { waiting, active } = await sources.queues.depth(queue)
      set.set({ queue, state: 'waiting' }, waiting)
      set.set({ queue, state: 'active' }, active)
    }
  })
  gauge(
    'bailiwick_jobs_clock_skew_seconds',
    'How far this process’s clock is ahead of the database’s.',
    [],
    async (set) => {
      const skew = sources.clock.skewSeconds()
      if (skew !== null) set.set(skew)
      await Promise.resolve()
    },
  )
  gauge(
    'bailiwick_jobs_listening',
    '1 while notifications of the database arrive, else 0.',
    [],
    async (set) => {
      set.set(sources.isListening() ? 1 : 0)
      await Promise.resolve()
    },
  )
}
