import type { LogSession } from './log-session.ts'

/** Payload formats of the log. */
const LOG_FORMAT = { remoteWriteSnappy: 1 } as const

/** One request in the log. */
export interface LogRow {
  /** When it was received, milliseconds by the engine's clock. */
  readonly receivedAtMs: number
  readonly platformId: string
  readonly tenantId: string | null
  readonly sourceId: string | null
  readonly tenantLabel: string | null
  readonly maxSeries: number | null
  /** The body as it was received. */
  readonly payload: Uint8Array
}

/** A request that was read back, with its place in the order of the log. */
export interface StoredRow extends LogRow {
  readonly id: number
}

// Session lock of the leader: any two constants of our own.
const LOCK_CLASS = 1_835_365_490
const LOCK_ID = 1

const COLUMNS = 8

/** How many requests one statement appends at most; each count is a prepared statement of its own. */
export const MAX_ROWS_PER_APPEND = 64

/**
 * Tries to become the leader: takes the session lock and counts the epoch up. Returns the new epoch, or null while another
 * engine holds the lock. The lock ends with the session, and appends go through the same session: who lost it cannot write.
 */
export async function tryToLead(session: LogSession, holder: string): Promise<number | null> {
  const [lock] = await session.query<{ isTaken: boolean }>({
    text: 'select pg_try_advisory_lock($1, $2) as "isTaken"',
    values: [LOCK_CLASS, LOCK_ID],
  })
  if (lock?.isTaken !== true) return null
  const [leader] = await session.query<{ epoch: number }>({
    text: 'update metrics.leader set epoch = epoch + 1, holder = $1, since = now() returning epoch::float8 as epoch',
    values: [holder],
  })
  if (leader === undefined) throw new Error('metrics.leader has no row: was the migration applied whole?')
  return leader.epoch
}

/** Appends requests in their order, in one transaction, and returns the id of the last one once it is durable. */
export async function appendRows(session: LogSession, rows: readonly LogRow[]): Promise<number> {
  const places = rows.map((_, row) => {
    const first = row * COLUMNS
    return `(to_timestamp($${first + 1}::float8), ${Array.from({ length: COLUMNS - 1 }, (_x, i) => `$${first + 2 + i}`).join(', ')})`
  })
  const [last] = await session.query<{ id: number }>({
    name: `append_${rows.length}`,
    text: `with added as (
      insert into metrics.wal
        (received_at, platform_id, tenant_id, source_id, tenant_label, max_series, format, payload)
      values ${places.join(', ')} returning id)
      select max(id)::float8 as id from added`,
    values: rows.flatMap((row) => [
      row.receivedAtMs / 1000,
      row.platformId,
      row.tenantId,
      row.sourceId,
      row.tenantLabel,
      row.maxSeries,
      LOG_FORMAT.remoteWriteSnappy,
      row.payload,
    ]),
  })
  if (last === undefined) throw new Error('the log did not say what it appended')
  return last.id
}

/** Which part of the log is read. */
export interface ReadRange {
  readonly afterId: number
  /** What was received before is not needed any more. */
  readonly sinceMs: number
  readonly limit: number
}

/** Reads requests in the order in which they were appended. */
export async function readRows(
  session: LogSession,
  { afterId, sinceMs, limit }: ReadRange,
): Promise<readonly StoredRow[]> {
  return await session.query<StoredRow>({
    text: `select id::float8 as "id", (extract(epoch from received_at) * 1000)::float8 as "receivedAtMs",
        platform_id::text as "platformId", tenant_id::text as "tenantId", source_id::text as "sourceId",
        tenant_label as "tenantLabel", max_series as "maxSeries", payload
      from metrics.wal
      where id > $1 and received_at >= to_timestamp($2::float8) and format = $3
      order by id limit $4`,
    values: [afterId, sinceMs / 1000, LOG_FORMAT.remoteWriteSnappy, limit],
  })
}

/** The id of the newest request, 0 for an empty log. */
export async function newestId(session: LogSession): Promise<number> {
  const [newest] = await session.query<{ id: number }>({
    text: 'select coalesce(max(id), 0)::float8 as id from metrics.wal',
  })
  return newest?.id ?? 0
}

/** The database's clock, milliseconds since 1970. */
export async function databaseTime(session: LogSession): Promise<number> {
  const [row] = await session.query<{ ms: number }>({
    text: 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  })
  if (row === undefined) throw new Error('the database did not say what time it is')
  return row.ms
}

/** Makes the partition for requests received at that time, when there is none yet. */
export async function ensurePartition(session: LogSession, atMs: number): Promise<void> {
  await session.query({
    text: 'select metrics.ensure_wal_partition(to_timestamp($1::float8))',
    values: [atMs / 1000],
  })
}

/** Drops the partitions that hold nothing received since that time. */
export async function dropPartitions(session: LogSession, beforeMs: number): Promise<void> {
  await session.query({
    text: 'select metrics.drop_wal_partitions(to_timestamp($1::float8))',
    values: [beforeMs / 1000],
  })
}
