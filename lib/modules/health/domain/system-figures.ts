import type { PlainText } from '#lib/core/say.ts'

/** What a figure of Bailiwick itself says: inside its limits, outside of one, or beyond bearing. */
export type SystemState = 'healthy' | 'degraded' | 'down'

/** One figure of Bailiwick itself, as it is asked of the store. */
export interface SystemFigure {
  readonly key: string
  readonly label: string
  /** The part whose samples it is made of: the `job` label. */
  readonly job: string
  readonly unit: string
  /** PromQL over the platform that Bailiwick itself is; at most one series is left. */
  readonly expression: string
  /** The same in words. */
  readonly formula: PlainText
  /** The limits in words, for the line below the figure. */
  readonly limit: string
  readonly judge: (value: number) => SystemState
}

/** Judges what is worse the larger it is. */
const above =
  (degraded: number, down: number) =>
  (value: number): SystemState =>
    value >= down ? 'down' : value >= degraded ? 'degraded' : 'healthy'

const always = (): SystemState => 'healthy'

/** The age of the oldest of something that waits, judged by two limits in seconds. */
const oldest = ({
  metric,
  limits,
  ...rest
}: Pick<SystemFigure, 'key' | 'label' | 'formula'> & {
  readonly metric: string
  readonly limits: readonly [number, number]
}): SystemFigure => ({
  ...rest,
  job: 'postgres',
  unit: 's',
  expression: `max(${metric})`,
  limit: `Degraded from ${limits[0]} s, down from ${limits[1]} s`,
  judge: above(...limits),
})

/** Every figure, in the order in which a sample travels: taken in, stored, worked on, delivered. */
export const SYSTEM_FIGURES: readonly SystemFigure[] = [
  {
    key: 'ingest',
    label: 'Samples stored',
    job: 'engine',
    unit: '/s',
    expression: 'sum(rate(bailiwick_engine_samples_accepted_total[5m]))',
    formula: 'samples that the engine stored, per second over the last 5 minutes',
    limit: 'Of all scopes together',
    judge: always,
  },
  {
    key: 'refused',
    label: 'Samples refused',
    job: 'engine',
    unit: '/s',
    expression:
      'sum(rate(bailiwick_engine_samples_refused_total[5m])) or 0 * sum(bailiwick_engine_samples_accepted_total)',
    formula: 'samples that the engine refused, per second over the last 5 minutes',
    limit: 'Degraded from 1 /s, down from 1,000 /s',
    judge: above(1, 1000),
  },
  {
    key: 'lease',
    label: 'Engines that lead',
    job: 'engine',
    unit: 'count',
    expression: 'sum(bailiwick_engine_is_leader)',
    formula: 'engines that hold the lease of the log',
    limit: 'Exactly one leads',
    judge: (value) => (value === 1 ? 'healthy' : 'down'),
  },
  oldest({
    key: 'outbox',
    label: 'Oldest work that waits',
    metric: 'bailiwick_queue_outbox_oldest_due_seconds',
    formula: 'how long the oldest row of the outbox has waited whose time has come',
    limits: [30, 300],
  }),
  {
    key: 'queue',
    label: 'Jobs that wait',
    job: 'jobs',
    unit: 'count',
    expression: 'sum(bailiwick_jobs_queue_depth{state="waiting"})',
    formula: 'jobs of all queues that no worker has begun',
    limit: 'Degraded from 500, down from 10,000',
    judge: above(500, 10_000),
  },
  {
    key: 'dead',
    label: 'Work given up',
    job: 'postgres',
    unit: 'count',
    expression: 'sum(bailiwick_queue_outbox_rows{state="dead"})',
    formula: 'rows of the outbox that failed as often as they may',
    limit: 'Degraded from 1',
    judge: above(1, Number.POSITIVE_INFINITY),
  },
  oldest({
    key: 'deliveries',
    label: 'Oldest page that waits',
    metric: 'bailiwick_queue_deliveries_oldest_due_seconds',
    formula: 'how long the oldest delivery has waited whose time has come',
    limits: [15, 60],
  }),
  {
    key: 'connections',
    label: 'Database sessions',
    job: 'postgres',
    unit: 'ratio',
    expression: 'sum(bailiwick_postgres_connections_count) / max(bailiwick_postgres_connections_max_count)',
    formula: 'sessions of the database, as a part of those that the server takes',
    limit: 'Degraded from 80 %, down from 95 %',
    judge: above(0.8, 0.95),
  },
  {
    key: 'size',
    label: 'Database size',
    job: 'postgres',
    unit: 'bytes',
    expression: 'max(bailiwick_postgres_database_size_bytes)',
    formula: 'size of our database on disk',
    limit: 'Tables, indexes and what vacuum has not given back',
    judge: always,
  },
  oldest({
    key: 'transaction',
    label: 'Oldest transaction',
    metric: 'bailiwick_postgres_oldest_transaction_seconds',
    formula: 'age of the oldest open transaction of the database',
    limits: [60, 900],
  }),
  {
    key: 'disk',
    label: 'Disk used',
    job: 'host',
    unit: 'ratio',
    expression: 'max(1 - bailiwick_host_filesystem_available_bytes / bailiwick_host_filesystem_size_bytes)',
    formula: 'part of the file system in use that holds the state of this installation',
    limit: 'Degraded from 85 %, down from 95 %',
    judge: above(0.85, 0.95),
  },
  {
    key: 'memory',
    label: 'Memory used',
    job: 'host',
    unit: 'ratio',
    expression: 'max(1 - bailiwick_host_memory_available_bytes / bailiwick_host_memory_total_bytes)',
    formula: 'part of the memory of the host in use',
    limit: 'Degraded from 90 %, down from 97 %',
    judge: above(0.9, 0.97),
  },
]

/** Pages of so many hours are looked at for the time of a delivery. */
export const DELIVERY_HOURS = 24

/** What the time of a delivery is called, and its limits in words. */
export const DELIVERY = {
  key: 'delivery',
  label: 'Time of a delivery',
  limit: 'Degraded from 30 s, down from 120 s',
} as const

/** How the time of a delivery is judged: 95 of 100 below, in seconds. */
export const judgeDelivery = above(30, 120)

/** A part that sent nothing for this long is silent, in seconds. */
const SILENT_SECONDS = 60

/** How a part of Bailiwick is: it answered its last scrape or not, and how old that is. */
export function partState(
  up: number | null,
  ageSeconds: number | null,
): 'healthy' | 'down' | 'stale' | 'unknown' {
  if (up === null || ageSeconds === null) return 'unknown'
  if (ageSeconds > SILENT_SECONDS) return 'stale'
  return up === 1 ? 'healthy' : 'down'
}
