import type { Tx } from './with-scope.ts'
import { GUARDED_TABLES, POLICIES, type Policy } from './policies.ts'
import { ruleOf, type PolicyText } from './policy-rules.ts'

/** A table as the catalogue knows it. */
export interface GuardedTable {
  readonly table: string
  /** Row-level security is enabled and forced. */
  readonly isForced: boolean
  /** Its rows belong to a tenant. */
  readonly isOwned: boolean
}

/** What guards the rows, as it stands in the database. */
export interface Catalogue {
  /** The newest migration that was applied. */
  readonly version: string
  /** The major version of Postgres. */
  readonly postgres: number
  readonly tables: readonly GuardedTable[]
  readonly policies: readonly Policy[]
}

interface PolicyRow extends PolicyText {
  readonly table: string
  readonly name: string
  readonly permissive: string
  readonly roles: string[]
}

const sayingOf = ({ permissive, roles, ...text }: PolicyRow): string =>
  `${permissive === 'RESTRICTIVE' ? 'but ' : ''}${roles.toSorted().join(',')} ${text.command.toLowerCase()} ${ruleOf(text)}`

/** Reads what guards the rows. Every role may: the catalogue says nothing about a row. */
export async function readCatalogue(tx: Pick<Tx, '$queryRaw'>): Promise<Catalogue> {
  const [newest] = await tx.$queryRaw<{ version: string | null }[]>`select app_schema_version() as version`
  const [server] = await tx.$queryRaw<{ major: number }[]>`
    select current_setting('server_version_num')::int / 10000 as major`
  const tables = await tx.$queryRaw<GuardedTable[]>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as "table",
           c.relrowsecurity and c.relforcerowsecurity as "isForced",
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "isOwned"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'metrics') and c.relkind in ('r', 'p') and not c.relispartition order by 1`
  const policies = await tx.$queryRaw<PolicyRow[]>`
    select case schemaname when 'public' then '' else schemaname || '.' end || tablename as "table", policyname as name,
           permissive, roles::text[] as roles, cmd as command, qual as using, with_check as check
    from pg_policies where schemaname in ('public', 'metrics') order by 1, 2`
  return {
    version: newest?.version ?? 'unknown',
    postgres: server?.major ?? 0,
    tables,
    policies: policies.map((row) => ({ table: row.table, name: row.name, says: sayingOf(row) })),
  }
}

const keyOf = ({ table, name }: Policy): string => `${table} ${name}`

/** The version whose way of writing expressions policy-rules.ts holds; others may write the same in another way. */
const WRITTEN_BY = 15

/** Whether a policy is the one that was made: by its text, or by the functions that it asks where the text may differ. */
const isAsMade = (found: string, made: string, postgres: number): boolean =>
  found === made ||
  (postgres !== WRITTEN_BY && found === made.replace(/(\S+?)(?::\S+)?$/, 'other($1)').replace('(-)', '()'))

/** How what guards the rows differs from what the migrations made, one sentence each; nothing when it does not. */
export function policyFaults({ tables, policies, postgres }: Omit<Catalogue, 'version'>): string[] {
  const expected = new Map(POLICIES.map((policy) => [keyOf(policy), policy]))
  const found = new Map(policies.map((policy) => [keyOf(policy), policy]))
  const listed = new Set(GUARDED_TABLES)
  const known = new Map(tables.map((one) => [one.table, one]))
  const unguarded = tables.filter(({ table, isOwned, isForced }) => (listed.has(table) ? !isForced : isOwned))
  return [
    ...GUARDED_TABLES.filter((table) => !known.has(table)).map((table) => `table ${table} is missing`),
    ...unguarded.map(({ table }) =>
      listed.has(table)
        ? `table ${table} has no forced row-level security`
        : `table ${table} belongs to tenants and is not on the list`,
    ),
    ...[...expected].flatMap(([key, { table, name, says }]) => {
      const there = found.get(key)
      if (there === undefined) return [`policy ${name} of table ${table} is missing`]
      return isAsMade(there.says, says, postgres)
        ? []
        : [`policy ${name} of table ${table} is not as it was made: ${there.says}`]
    }),
    ...[...found.values()]
      .filter((policy) => !expected.has(keyOf(policy)))
      .map(({ table, name }) => `policy ${name} of table ${table} was not made by us`),
  ]
}
