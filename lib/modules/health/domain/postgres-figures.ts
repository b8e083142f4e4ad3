import { counter, gauge, type Figure, type FigureValue } from './figure.ts'

/** The server and our database at one moment, as one role sees them. */
export interface PostgresReading {
  readonly version: string
  readonly startedAtSeconds: number
  /** How long the questions took, seconds. */
  readonly answerSeconds: number
  readonly maxConnections: number
  /** Sessions by state; those of other roles are `hidden` from a role that may not read them. */
  readonly connections: Readonly<Record<string, number>>
  /** Age of the oldest open transaction, seconds; null when other roles' sessions are hidden. */
  readonly oldestTransactionSeconds: number | null
  readonly databaseBytes: number
  readonly walBytes: number
  readonly commits: number
  readonly rollbacks: number
  readonly blocksRead: number
  readonly blocksHit: number
  readonly deadlocks: number
  readonly temporaryBytes: number
  readonly deadRows: number
  /** Transactions since the oldest unfrozen row; Postgres stops at about two thousand million. */
  readonly xidAge: number
}

/** What waits in our own tables. */
export interface QueueReading {
  /** Outbox rows by state; of `done` ones none. */
  readonly outbox: Readonly<Record<string, number>>
  readonly outboxDue: WaitingRows
  /** Deliveries by state; of ended ones those of the last hour. */
  readonly deliveries: Readonly<Record<string, number>>
  readonly deliveriesDue: WaitingRows
  readonly stepsOverdue: WaitingRows
}

/** Rows whose time has come, and how long the oldest of them has waited (0 when there is none). */
export interface WaitingRows {
  readonly rows: number
  readonly oldestSeconds: number
}

const UP_HELP = '1 when Postgres answers our questions in time, else 0.'

/** The page when Postgres does not answer: that it does not, and nothing else. */
export const postgresDown: readonly Figure[] = [gauge('bailiwick_postgres_up', UP_HELP, 0)]

const byState = (counts: Readonly<Record<string, number>>): readonly FigureValue[] =>
  Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }))

/** The figures of the server and of our database, as `bailiwick_postgres_*`. */
export function postgresFigures(reading: PostgresReading): readonly Figure[] {
  const outcomes = [
    { labels: { outcome: 'commit' }, value: reading.commits },
    { labels: { outcome: 'rollback' }, value: reading.rollbacks },
  ]
  const version = [{ labels: { version: reading.version }, value: 1 }]
  return [
    gauge('bailiwick_postgres_up', UP_HELP, 1),
    gauge('bailiwick_postgres_server_info', 'Version of the server.', version),
    gauge(
      'bailiwick_postgres_start_time_seconds',
      'When the server started, Unix time.',
      reading.startedAtSeconds,
    ),
    gauge(
      'bailiwick_postgres_answer_seconds',
      'How long it took to answer the questions of this page.',
      reading.answerSeconds,
    ),
    gauge(
      'bailiwick_postgres_connections_max_count',
      'Sessions that the server takes.',
      reading.maxConnections,
    ),
    gauge('bailiwick_postgres_connections_count', 'Sessions by state.', byState(reading.connections)),
    gauge(
      'bailiwick_postgres_oldest_transaction_seconds',
      'Age of the oldest open transaction.',
      reading.oldestTransactionSeconds,
    ),
    gauge('bailiwick_postgres_database_size_bytes', 'Size of our database on disk.', reading.databaseBytes),
    counter('bailiwick_postgres_wal_bytes_total', 'Bytes of write-ahead log written.', reading.walBytes),
    counter('bailiwick_postgres_transactions_total', 'Transactions in our database.', outcomes),
    counter('bailiwick_postgres_blocks_read_total', 'Blocks of 8 KiB read from disk.', reading.blocksRead),
    counter('bailiwick_postgres_blocks_hit_total', 'Blocks of 8 KiB found in memory.', reading.blocksHit),
    counter('bailiwick_postgres_deadlocks_total', 'Deadlocks.', reading.deadlocks),
    counter(
      'bailiwick_postgres_temporary_bytes_total',
      'Bytes that queries wrote to temporary files.',
      reading.temporaryBytes,
    ),
    gauge('bailiwick_postgres_dead_rows', 'Row versions that vacuum has not removed yet.', reading.deadRows),
    gauge(
      'bailiwick_postgres_oldest_xid_transactions',
      'Transactions since the oldest unfrozen row.',
      reading.xidAge,
    ),
  ]
}

/** What waits in our own tables, as `bailiwick_queue_*`. */
export function queueFigures(reading: QueueReading): readonly Figure[] {
  return [
    gauge('bailiwick_queue_outbox_rows', 'Outbox rows that are not done, by state.', byState(reading.outbox)),
    gauge('bailiwick_queue_outbox_due_rows', 'Outbox rows whose time has come.', reading.outboxDue.rows),
    gauge(
      'bailiwick_queue_outbox_oldest_due_seconds',
      'How long the oldest of them has waited.',
      reading.outboxDue.oldestSeconds,
    ),
    gauge(
      'bailiwick_queue_deliveries_rows',
      'Deliveries by state; of ended ones those of the last hour.',
      byState(reading.deliveries),
    ),
    gauge(
      'bailiwick_queue_deliveries_due_rows',
      'Deliveries whose time has come.',
      reading.deliveriesDue.rows,
    ),
    gauge(
      'bailiwick_queue_deliveries_oldest_due_seconds',
      'How long the oldest of them has waited.',
      reading.deliveriesDue.oldestSeconds,
    ),
    gauge(
      'bailiwick_queue_steps_overdue_rows',
      'Steps of escalations whose time has come.',
      reading.stepsOverdue.rows,
    ),
    gauge(
      'bailiwick_queue_steps_oldest_overdue_seconds',
      'How long the oldest of them has waited.',
      reading.stepsOverdue.oldestSeconds,
    ),
  ]
}
