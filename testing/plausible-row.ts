// Rows made from the catalogue alone, for tests that go over every table, also those that nobody has thought of yet.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A column as the catalogue has it. */
export interface CatalogueColumn {
  readonly name: string
  /** The name of its type in Postgres, e.g. `timestamptz` or `_text`. */
  readonly type: string
  readonly position: number
  readonly isRequired: boolean
  readonly hasDefault: boolean
  /** A value that its type or its checks allow, where they list them; else null. */
  readonly listed: string | null
  /** A check of the table looks at it. */
  readonly isChecked: boolean
}

/** The columns of a table that a statement may name, e.g. `public.incident`. */
export async function columnsOf(admin: pg.ClientBase, table: string): Promise<CatalogueColumn[]> {
  const { rows } = await admin.query<CatalogueColumn>(
    `select a.attname as name, t.typname as type, a.attnum::int as position, a.attnotnull as "isRequired", a.atthasdef as "hasDefault",
            coalesce(
              (select enumlabel from pg_enum e where e.enumtypid = t.oid order by enumsortorder limit 1),
              (select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''::text') from pg_constraint k
                where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)
                  and pg_get_constraintdef(k.oid) like '%= ANY%' limit 1)) as listed,
            exists (select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)) as "isChecked"
       from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`,
    [table],
  )
  return rows
}

const EARLIEST = Date.parse('2026-01-01T00:00:00Z')

/** A value that a column takes, as text. Later columns have later moments, so that an end comes after its beginning. */
function plausibleValue({ type, listed, position }: CatalogueColumn): string {
  if (listed !== null) return listed
  if (type.startsWith('_')) return '{}'
  if (type === 'uuid') return randomUUID()
  if (type === 'timestamptz') return new Date(EARLIEST + position * 60_000).toISOString()
  if (type === 'jsonb') return '{}'
  if (type === 'bytea') return String.raw`\x` + randomBytes(16).toString('hex')
  if (type === 'bool') return 'true'
  if (type === 'text') return `plausible_${randomBytes(6).toString('hex').replaceAll(/\d/g, 'x')}`
  return String(randomInt(1000, 30_000))
}

/** A row of the columns that need a value, with `given` in place of what would have been made up; every value as text. */
export function plausibleRow(
  columns: readonly CatalogueColumn[],
  given: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const row: Record<string, string | null> = {}
  for (const column of columns) {
    const { name, isRequired, hasDefault } = column
    const own = given[name]
    if (own !== undefined) row[name] = own
    else if (isRequired && !hasDefault) row[name] = plausibleValue(column)
  }
  return row
}

interface Reference {
  readonly columns: string[]
  readonly parent: string
  readonly parentColumns: string[]
}

/** Values for the required references of a table, each to the newest row that is there; those to members are left out. */
export async function referringValues(admin: pg.ClientBase, table: string): Promise<Record<string, string>> {
  const { rows } = await admin.query<Reference>(
    `select k.confrelid::regclass::text as parent,
            (select array_agg(a.attname::text order by o) from unnest(k.conkey) with ordinality u (n, o) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n) as columns,
            (select array_agg(a.attname::text order by o) from unnest(k.confkey) with ordinality u (n, o) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n) as "parentColumns"
       from pg_constraint k where k.contype = 'f' and k.conrelid = $1::regclass and k.confrelid <> 'member'::regclass
        and not exists (select from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n where not a.attnotnull)
      order by cardinality(k.conkey)`,
    [table],
  )
  const values: Record<string, string> = {}
  for (const { columns, parent, parentColumns } of rows) {
    const { rows: found } = await admin.query<Record<string, string>>(
      `select ${parentColumns.map((name, at) => `"${name}"::text as "${columns[at] ?? ''}"`).join(', ')} from ${parent} order by ctid desc limit 1`,
    )
    Object.assign(values, found[0])
  }
  return values
}

/** Inserts a row as whoever is connected. */
export async function insertRow(
  client: pg.ClientBase,
  table: string,
  row: Readonly<Record<string, string | null>>,
): Promise<void> {
  const names = Object.keys(row)
  await client.query(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  )
}

/** Inserts a row past keys and triggers, as a superuser; checks and types hold. */
export async function plantRow(
  admin: pg.ClientBase,
  table: string,
  row: Readonly<Record<string, string | null>>,
): Promise<void> {
  await admin.query(`set session_replication_role = replica`)
  try {
    await insertRow(admin, table, row)
  } finally {
    await admin.query(`set session_replication_role = origin`)
  }
}
