import type { Client } from 'pg'

/** Columns that are touched when somebody looks: when a credential was last used. */
const TOUCHED = ['last_used_at', 'last_seen_at']

/**
 * Entries that being asked leaves behind: that somebody was refused, that a key was used. The heads of the chains and the
 * keys of payloads follow the entries, which are compared.
 */
const NOTED = `('access.deny', 'apikey.use', 'credential.refuse', 'token.refuse')`
const ROWS: Readonly<Record<string, string>> = {
  'public.audit_entry': `(select * from audit_entry where action not in ${NOTED})`,
  'public.audit_payload': `(select p.* from audit_payload p join audit_entry e using (chain, seq) where e.action not in ${NOTED})`,
  'public.audit_chain': '(select where false)',
  'public.audit_subject': '(select where false)',
  // Refusals are counted in it; doors.integration.test.ts looks at whose they are.
  'public.security_event': '(select where false)',
}

/** One checksum over all rows of each table, by table. */
export type Checksums = Readonly<Record<string, string>>

/** Reads what every table of the product holds, as the superuser. */
export async function readChecksums(admin: Client): Promise<Checksums> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('public', 'metrics', 'bullmq') order by 1`,
  )
  const drop = TOUCHED.map((column) => ` - '${column}'`).join('')
  const union = tables.map(
    ({ name }) =>
      `select '${name.replaceAll("'", "''")}' as name, coalesce(md5(string_agg(line, '|' order by line)), '') as sum
       from (select (to_jsonb(t)${drop})::text as line from ${ROWS[name] ?? name} t) lines`,
  )
  const { rows } = await admin.query<{ name: string; sum: string }>(union.join(' union all '))
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** Names of the tables that differ. */
export const changedTables = (before: Checksums, after: Checksums): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
