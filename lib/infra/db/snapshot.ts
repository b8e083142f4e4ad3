import pg from 'pg'
import type { GuardedPool } from './guarded-pool.ts'

/** Rows that are fetched at once. */
const BATCH = 500

/** One row as it leaves the database: as JSON, exact to the last digit, and as the text of each column. */
export interface SnapshotRow {
  readonly json: string
  readonly cells: readonly (string | null)[]
}

/** Reads whole tables of one tenant as they were at one moment, a batch at a time. */
export interface SnapshotReader {
  /** The columns of a table that the role may read, in their order, by table. */
  readonly columns: ReadonlyMap<string, readonly string[]>
  /** All rows of a table of the schema `public` that the scope can see, in the order of its primary key. */
  rows(table: string, columns: readonly string[]): AsyncGenerator<readonly SnapshotRow[]>
}

/**
 * Reads as the role of `pool` in the scope of one tenant, in one repeatable, read-only transaction. Memory is bounded by the
 * batch; the rows that there are, are decided by the policies.
 */
export async function withSnapshot<T>(
  pool: GuardedPool,
  tenantId: string,
  fn: (reader: SnapshotReader) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
    const result = await fn({
      columns: await readColumns(client),
      rows: (table, columns) => scan(client, table, columns),
    })
    await client.query('commit')
    return result
  } catch (error) {
    // Ends the connection: nobody else gets it with a transaction of ours.
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(failure)
  }
}

async function readColumns(client: pg.PoolClient): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_name::text as "table", array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns
      where table_schema = 'public' and has_column_privilege(format('%I.%I', table_schema, table_name), column_name, 'select')
      group by 1`,
  )
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

async function* scan(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
): AsyncGenerator<readonly SnapshotRow[]> {
  const names = columns.map((column) => pg.escapeIdentifier(column))
  const from = `public.${pg.escapeIdentifier(table)}`
  const { rows: key } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where i.indrelid = $1::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)`,
    [from],
  )
  const order = key.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
  await client.query(
    `declare snapshot_rows no scroll cursor for
      select to_jsonb(x)::text as json, array[${names.map((name) => `${name}::text`).join(', ')}] as cells
        from (select ${names.join(', ')} from ${from}${order === '' ? '' : ` order by ${order}`}) x`,
  )
  try {
    for (;;) {
      const { rows } = await client.query<SnapshotRow>(`fetch ${BATCH} from snapshot_rows`)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await client.query('close snapshot_rows')
  }
}
