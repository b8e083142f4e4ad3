// A person in every column that may tell of one, also in those that no verb of a test reaches.
import type pg from 'pg'
import { PERSONAL_DATA, type PersonalRule } from '#lib/modules/compliance/domain/personal-data.ts'
import { columnsOf, plantRow, plausibleRow, referringValues, type CatalogueColumn } from './plausible-row.ts'

/** Somebody who is planted. */
export interface PlantedPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  /** Stands wherever only their own rows can tell that it is about them. */
  readonly marker: string
}

/** Columns that say whose a row is. */
const OWNERS = ['member_id', 'requested_by', 'decided_by', 'acknowledged_by']

/** The column that says whose the words of another column are: `decided_by` for `decided_by_name`. */
function ownerOf(column: string, owners: readonly string[]): string | undefined {
  const named = column.endsWith('_name') ? column.slice(0, -5) : column
  return (
    owners.find((owner) => owner === named || `${owner}_name` === column) ??
    owners.find((one) => one === 'member_id')
  )
}

function inType(type: string, text: string): string {
  if (type === 'jsonb') return JSON.stringify({ note: text })
  if (type === '_text') return `{"${text}"}`
  if (type === 'bytea') return String.raw`\x` + Buffer.from(text).toString('hex')
  return text
}

/** What is planted in a column of a row that is the person's or not; undefined for nothing. */
function plantedValue(
  person: PlantedPerson,
  { name, type, isChecked }: CatalogueColumn,
  { rule, isOwn }: { readonly rule: PersonalRule | undefined; readonly isOwn: boolean },
): string | undefined {
  if (rule === 'name') return person.name
  if (rule === 'words') return inType(type, `ask ${person.name} (${person.email}) about ${person.name}`)
  // What a check looks at is a word of the program.
  const isTheirs = (rule === 'rows' || rule === 'own') && isOwn && !isChecked
  return isTheirs ? inType(type, `${person.marker}-${name}`) : undefined
}

/** Tables in which rows are found by an address instead of an id, and what stands there. */
const byAddress = (table: string, { email }: PlantedPerson): Readonly<Record<string, string>> | undefined => {
  if (table === 'invitation') return { email }
  return table === 'audit_witness' ? { target: email, kind: 'email' } : undefined
}

async function plantIn(admin: pg.ClientBase, table: string, { person, other }: Planting): Promise<number> {
  const columns = await columnsOf(admin, `public.${table}`)
  const owners = columns.map(({ name }) => name).filter((name) => OWNERS.includes(name))
  const addressed = byAddress(table, person)
  let planted = 0
  // A row for each way in which it may be the person's; the others in it are somebody else.
  for (const owner of owners.length === 0 ? [undefined] : owners) {
    const values = columns.flatMap((column): [string, string][] => {
      const own = owner !== undefined && ownerOf(column.name, owners) === owner
      const rule = PERSONAL_DATA[table]?.[column.name]
      const value = plantedValue(person, column, { rule, isOwn: own || addressed !== undefined })
      return value === undefined ? [] : [[column.name, value]]
    })
    const members = owners.map((name): [string, string] => [name, name === owner ? person.id : other.id])
    const given: Record<string, string> = {
      ...(await referringValues(admin, `public.${table}`)),
      ...Object.fromEntries([...values, ...members]),
      ...addressed,
    }
    await plantRow(admin, `public.${table}`, plausibleRow(columns, given))
    planted += values.length
  }
  return planted
}

interface Planting {
  readonly person: PlantedPerson
  /** Whoever else has a part in these rows. */
  readonly other: PlantedPerson
}

/** Tables whose words are sealed: verbs fill them. `member` has its row already. */
const NOT_BY_ROW = ['audit_entry', 'audit_payload', 'audit_subject', 'member', 'role_binding']

/** Plants a person in every column that an erasure has to reach; returns how many columns of how many tables. */
export async function plantPerson(
  admin: pg.ClientBase,
  planting: Planting,
): Promise<{ readonly tables: number; readonly columns: number }> {
  const { person } = planting
  let columns = 0
  const tables = Object.entries(PERSONAL_DATA).filter(
    ([table, rules]) =>
      !NOT_BY_ROW.includes(table) && Object.values(rules).some((rule) => typeof rule === 'string'),
  )
  for (const [table] of tables) columns += await plantIn(admin, table, planting)
  const bytes = String.raw`\x` + Buffer.from(person.marker).toString('hex')
  await admin.query(
    `update member set password_hash = $2, time_zone = $2, totp_secret = $3, totp_pending = $3 where id = $1`,
    [person.id, person.marker, bytes],
  )
  return { tables: tables.length + 1, columns: columns + 4 }
}

/** Every row of every table as text, like a dump, in which one of these words stands, in clear or as bytes. */
export async function rowsTelling(admin: pg.ClientBase, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const wanted = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]).map((word) => `%${word}%`)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ text: string }>(
      `select left(t::text, 300) as text from ${name} t where t::text ilike any ($1)`,
      [wanted],
    )
    found.push(...rows.map(({ text }) => `${name}: ${text}`))
  }
  return found
}
