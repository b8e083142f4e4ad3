import type { Tx } from './with-scope.ts'
import { GUARDED_TABLES, POLICIES, type Policy } from './policies.ts'

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
  readonly tables: readonly GuardedTable[]
  readonly policies: readonly Policy[]
}

interface PolicyRow {
  readonly table: string
  readonly name: string
  readonly permissive: string
  readonly roles: string[]
  readonly command: string
  readonly expressions: string
}

/** The functions of the scope that an expression asks, and `true` for one that lets everything through. */
function functionsOf(expressions: string): string {
  const found = [...expressions.matchAll(/\bapp_(\w+)\(/g)].map(([, name = '']) => name)
  const always = expressions.split('\n').includes('true') ? ['true'] : []
  const asked = [...[...new Set(found)].toSorted(), ...always]
  return asked.length === 0 ? '-' : asked.join('+')
}

const sayingOf = ({ permissive, roles, command, expressions }: PolicyRow): string =>
  `${permissive === 'RESTRICTIVE' ? 'but ' : ''}${roles.toSorted().join(',')} ${command.toLowerCase()} ${functionsOf(expressions)}`

/** Reads what guards the rows. Every role may: the catalogue says nothing about a row. */
export async function readCatalogue(tx: Pick<Tx, '$queryRaw'>): Promise<Catalogue> {
  const [newest] = await tx.$queryRaw<{ version: string | null }[]>`select app_schema_version() as version`
  const tables = await tx.$queryRaw<GuardedTable[]>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as "table",
           c.relrowsecurity and c.relforcerowsecurity as "isForced",
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "isOwned"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'metrics') and c.relkind in ('r', 'p') and not c.relispartition order by 1`
  const policies = await tx.$queryRaw<PolicyRow[]>`
    select case schemaname when 'public' then '' else schemaname || '.' end || tablename as "table", policyname as name,
           permissive, roles::text[] as roles, cmd as command, concat_ws(E'\n', qual, with_check) as expressions
    from pg_policies where schemaname in ('public', 'metrics') order by 1, 2`
  return {
    version: newest?.version ?? 'unknown',
    tables,
    policies: policies.map((row) => ({ table: row.table, name: row.name, says: sayingOf(row) })),
  }
}

const keyOf = ({ table, name }: Policy): string => `${table} ${name}`

/** How what guards the rows differs from what the migrations made, one sentence each; nothing when it does not. */
export function policyFaults({ tables, policies }: Omit<Catalogue, 'version'>): string[] {
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
      return there.says === says
        ? []
        : [`policy ${name} of table ${table} is not as it was made: ${there.says}`]
    }),
    ...[...found.values()]
      .filter((policy) => !expected.has(keyOf(policy)))
      .map(({ table, name }) => `policy ${name} of table ${table} was not made by us`),
  ]
}
