import type { openPool } from '#lib/infra/db/index.ts'

/** Rows of every table of ours, counted in one snapshot by the role that may read everything. */
export async function countRows(
  pool: ReturnType<typeof openPool>,
): Promise<{ serverVersion: string; database: string; rows: Record<string, number> }> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: about } = await client.query<{ version: string; name: string }>(
      `select current_setting('server_version') as version, current_database() as name`,
    )
    const { rows: tables } = await client.query<{ name: string; ident: string }>(
      `select table_schema || '.' || table_name as name, format('%I.%I', table_schema, table_name) as ident
       from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('public', 'metrics') order by 1`,
    )
    const rows: Record<string, number> = {}
    for (const { name, ident } of tables) {
      const { rows: counted } = await client.query<{ n: number }>(`select count(*)::int as n from ${ident}`)
      rows[name] = counted[0]?.n ?? 0
    }
    await client.query('commit')
    return { serverVersion: about[0]?.version ?? 'unknown', database: about[0]?.name ?? 'unknown', rows }
  } finally {
    client.release()
  }
}
