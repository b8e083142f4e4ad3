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

/** A row as text. What is touched is taken out of it, which costs more than the text and is done only where it stands. */
const lineOf = (touched: readonly string[]): string =>
  touched.length === 0 ? 't::text' : `(to_jsonb(t)${touched.map((one) => ` - '${one}'`).join('')})::text`

async function statementFor(admin: Client): Promise<string> {
  const { rows } = await admin.query<{ name: string; touched: string[] }>(
    `select quote_ident(t.table_schema) || '.' || quote_ident(t.table_name) as name,
       array(select c.column_name::text from information_schema.columns c
             where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = any($1)
             order by 1) as touched
     from information_schema.tables t
     where t.table_type = 'BASE TABLE' and t.table_schema in ('public', 'metrics', 'bullmq') order by 1`,
    [TOUCHED],
  )
  const union = rows.map(
    ({ name, touched }) =>
      `select '${name.replaceAll("'", "''")}' as name, coalesce(md5(string_agg(line, '|' order by line)), '') as sum
       from (select ${lineOf(touched)} as line from ${ROWS[name] ?? name} t) lines`,
  )
  return union.join(' union all ')
}

/** The statement over all tables, by connection: a test asks it hundreds of times, and planning it costs as much as its run. */
const statements = new WeakMap<Client, Promise<string>>()

/** Reads what every table of the product holds, as the superuser. */
export async function readChecksums(admin: Client): Promise<Checksums> {
  const statement = statements.get(admin) ?? statementFor(admin)
  statements.set(admin, statement)
  const { rows } = await admin.query<{ name: string; sum: string }>({
    name: 'checksums',
    text: await statement,
  })
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** Names of the tables that differ. */
export const changedTables = (before: Checksums, after: Checksums): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
