import type { openPool } from '#lib/infra/db/index.ts'
import type { PostgresReading, QueueReading, WaitingRows } from './domain/postgres-figures.ts'

type Pool = ReturnType<typeof openPool>
const connect = async (pool: Pool) => await pool.connect()
type Client = Awaited<ReturnType<typeof connect>>

/** Deliveries that are over; only recent ones are counted, because they are kept. */
const RECENT = "interval '1 hour'"

interface ServerRow {
  readonly version: string
  readonly started_at: number
  readonly max_connections: number
  readonly database_bytes: number
  readonly wal_bytes: number
  readonly commits: number
  readonly rollbacks: number
  readonly blocks_read: number
  readonly blocks_hit: number
  readonly deadlocks: number
  readonly temporary_bytes: number
  readonly dead_rows: number
  readonly xid_age: number
  readonly sees_all: boolean
}

interface CountRow {
  readonly state: string
  readonly count: number
}

const counts = (rows: readonly CountRow[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ state, count }) => [state, count]))

async function readServer(client: Client): Promise<Omit<PostgresReading, 'answerSeconds'>> {
  const { rows } = await client.query<ServerRow>(`
    select current_setting('server_version') as version,
      extract(epoch from pg_postmaster_start_time())::float8 as started_at,
      current_setting('max_connections')::int as max_connections,
      pg_database_size(current_database())::float8 as database_bytes,
      pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal_bytes,
      xact_commit::float8 as commits, xact_rollback::float8 as rollbacks,
      blks_read::float8 as blocks_read, blks_hit::float8 as blocks_hit,
      deadlocks::float8 as deadlocks, temp_bytes::float8 as temporary_bytes,
      (select coalesce(sum(n_dead_tup), 0)::float8 from pg_stat_user_tables) as dead_rows,
      (select age(datfrozenxid)::float8 from pg_database where datname = current_database()) as xid_age,
      pg_has_role(current_user, 'pg_read_all_stats', 'usage') as sees_all
    from pg_stat_database where datname = current_database()`)
  // A session of another role shows neither state, kind nor times to a role without pg_read_all_stats.
  const { rows: sessions } = await client.query<CountRow & { oldest: number | null }>(`
    select coalesce(state, 'hidden') as state, count(*)::int as count,
      max(extract(epoch from clock_timestamp() - xact_start))::float8 as oldest
    from pg_stat_activity where datname = current_database() and coalesce(backend_type, 'client backend') = 'client backend' group by 1`)
  const [row] = rows
  if (row === undefined) throw new Error('the server keeps no figures of this database')
  return {
    version: row.version,
    startedAtSeconds: row.started_at,
    maxConnections: row.max_connections,
    connections: counts(sessions),
    oldestTransactionSeconds: row.sees_all ? Math.max(0, ...sessions.map(({ oldest }) => oldest ?? 0)) : null,
    databaseBytes: row.database_bytes,
    walBytes: row.wal_bytes,
    commits: row.commits,
    rollbacks: row.rollbacks,
    blocksRead: row.blocks_read,
    blocksHit: row.blocks_hit,
    deadlocks: row.deadlocks,
    temporaryBytes: row.temporary_bytes,
    deadRows: row.dead_rows,
    xidAge: row.xid_age,
  }
}

async function readWaiting(client: Client, from: string): Promise<WaitingRows> {
  const { rows } = await client.query<{ rows: number; oldest: number }>(`
    select count(*)::int as rows, coalesce(extract(epoch from now() - min(due)), 0)::float8 as oldest from (${from}) waiting`)
  return { rows: rows[0]?.rows ?? 0, oldestSeconds: rows[0]?.oldest ?? 0 }
}

// A state without rows counts 0: the table was read, so that is known, and a rule on it is quiet and not without data.
async function readQueue(client: Client): Promise<QueueReading> {
  const { rows: outbox } = await client.query<CountRow>(`
    select state::text, coalesce(count, 0)::int as count
    from unnest('{pending,claimed,dead}'::outbox_state[]) every (state) left join (
      select state, count(*) from outbox where state in ('pending', 'claimed', 'dead') group by 1
    ) found using (state)`)
  const { rows: deliveries } = await client.query<CountRow>(`
    select state::text, coalesce(count, 0)::int as count
    from unnest(enum_range(null::delivery_state)) every (state) left join (
      select state, count(*) from delivery
      where state in ('pending', 'sending', 'unknown') or available_at > now() - ${RECENT} group by 1
    ) found using (state)`)
  return {
    outbox: counts(outbox),
    outboxDue: await readWaiting(
      client,
      `select available_at as due from outbox where state = 'pending' and available_at <= now()
       union all select claimed_until from outbox where state = 'claimed' and claimed_until <= now()`,
    ),
    deliveries: counts(deliveries),
    deliveriesDue: await readWaiting(
      client,
      `select available_at as due from delivery where state in ('pending', 'failed', 'unknown') and available_at <= now()
       union all select lease_until from delivery where state = 'sending' and lease_until <= now()`,
    ),
    stepsOverdue: await readWaiting(
      client,
      `select due_at as due from escalation_step where state = 'waiting' and due_at <= now()`,
    ),
  }
}

/** What Postgres and our queues look like now. */
export interface DatabaseReading {
  readonly postgres: PostgresReading
  readonly queue: QueueReading
}

async function read(client: Client): Promise<DatabaseReading> {
  const from = performance.now()
  await client.query('begin read only')
  const server = await readServer(client)
  const queue = await readQueue(client)
  await client.query('commit')
  return { postgres: { ...server, answerSeconds: (performance.now() - from) / 1000 }, queue }
}

/** A connection, or a failure after `limitMs`; one that arrives later goes back to the pool. */
async function connectWithin(pool: Pool, limitMs: number): Promise<Client> {
  const connecting = connect(pool)
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new Error('the database took no connection in time'))
    connecting.then(
      (client) => client.release(),
      () => undefined,
    )
  }, limitMs)
  try {
    return await Promise.race([connecting, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Reads all figures of the database as the role of `pool`. Throws when connecting or answering takes longer than
 * `limitMs`, also when the server has stopped to answer without closing the connection, which is then destroyed.
 */
export async function readDatabase(pool: Pool, limitMs: number): Promise<DatabaseReading> {
  const client = await connectWithin(pool, limitMs)
  let isReleased = false
  const release = (error?: Error): void => {
    if (!isReleased) client.release(error)
    isReleased = true
  }
  const late = setTimeout(() => release(new Error('the database answered too late')), limitMs)
  try {
    const reading = await read(client)
    release()
    return reading
  } catch (error) {
    release(error instanceof Error ? error : new Error('the database failed'))
    throw error
  } finally {
    clearTimeout(late)
  }
}
