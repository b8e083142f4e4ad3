import { randomUUID } from 'node:crypto'
import { databaseUrl } from '../role-password.ts'
import { OWNER_DEFAULTS } from '../roles.ts'
import { withClient } from '../with-client.ts'
import { applyMigrations } from './apply.ts'
import { FILTERS, openEngine, type Engine } from './engine.ts'
import { readSchema, type MigrationFiles } from './files.ts'

/**
 * What tenancy rests on and Prisma's comparison cannot see, in all schemas of ours. Partitions are left out: they are
 * made while the product runs, and have what their parent has.
 */
const CATALOG = `
  with ours as (select oid from pg_namespace where nspname in ('public', 'metrics')),
    relation as (
      select c.* from pg_class c join ours on ours.oid = c.relnamespace
      where not c.relispartition and c.relname <> '_prisma_migrations'
    )
  select 'policy' as kind, format('%s.%s.%s', schemaname, tablename, policyname) as name,
      concat_ws(' | ', permissive, roles, cmd, qual, with_check) as definition
    from pg_policies where schemaname in ('public', 'metrics')
  union all select 'row-level security', oid::regclass::text, concat('enabled ', relrowsecurity, ', forced ', relforcerowsecurity)
    from relation where relkind in ('r', 'p')
  union all select 'grants', oid::regclass::text, (select string_agg(a::text, ' ' order by a::text) from unnest(relacl) a)
    from relation where relkind in ('r', 'p', 'v', 'S')
  union all select 'column grants', format('%s.%s', a.attrelid::regclass, a.attname),
      (select string_agg(g::text, ' ' order by g::text) from unnest(a.attacl) g)
    from pg_attribute a join relation on relation.oid = a.attrelid where a.attacl is not null
  union all select 'function', p.oid::regprocedure::text,
      concat(pg_get_functiondef(p.oid), (select string_agg(g::text, ' ' order by g::text) from unnest(p.proacl) g))
    from pg_proc p join ours on ours.oid = p.pronamespace
    where prokind in ('f', 'p') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select 'trigger', format('%s.%s', tgrelid::regclass, tgname), concat(tgenabled, ' ', pg_get_triggerdef(t.oid))
    from pg_trigger t join relation on relation.oid = t.tgrelid where not tgisinternal
  union all select 'constraint', format('%s.%s', conrelid::regclass, conname), pg_get_constraintdef(c.oid)
    from pg_constraint c join relation on relation.oid = c.conrelid where contype in ('c', 'x', 'f')`

type Catalog = ReadonlyMap<string, string>

async function readCatalog(url: string): Promise<Catalog> {
  return await withClient(url, async (client) => {
    const { rows } = await client.query<{ kind: string; name: string; definition: string | null }>(CATALOG)
    return new Map(rows.map((row) => [`${row.kind} ${row.name}`, row.definition ?? 'none']))
  })
}

/** SQL that turns the database of `engine` into what the schema files say; '' when they agree. */
async function sqlToSchema({ engine }: Engine, files: MigrationFiles): Promise<string> {
  const schema = readSchema(files)
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', ...schema, configDir: files.schemaDirectory }, // "the adapter's database"
    to: { tag: 'schemaDatamodel', ...schema },
    script: true,
    exitCode: true,
    filters: FILTERS,
  })
  return exitCode === 2 ? (stdout ?? '').trim() : ''
}

const difference = async (url: string, files: MigrationFiles): Promise<string> => {
  const engine = await openEngine(url, files)
  try {
    return await sqlToSchema(engine, files)
  } finally {
    await engine.close()
  }
}

/**
 * Runs `work` on a database with exactly the migrations in it, which is dropped afterwards. Made by us, because the
 * adapter's shadow database is the real one.
 */
async function withScratchDatabase<T>(
  ownerUrl: string,
  files: MigrationFiles,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const name = `scratch_${randomUUID().replaceAll('-', '')}`
  const url = databaseUrl(ownerUrl, name)
  return await withClient(ownerUrl, async (client) => {
    await client.query(`create database ${name}`)
    try {
      await withClient(url, async (scratch) => await scratch.query(OWNER_DEFAULTS))
      await applyMigrations(url, files)
      return await work(url)
    } finally {
      await client.query(`drop database if exists ${name} with (force)`)
    }
  })
}

function compare(have: Catalog, want: Catalog): readonly string[] {
  const names = [...new Set([...have.keys(), ...want.keys()])].toSorted()
  return names
    .filter((name) => have.get(name) !== want.get(name))
    .map((name) =>
      [
        `-- ${name}`,
        `--   database:   ${have.get(name) ?? 'absent'}`,
        `--   migrations: ${want.get(name) ?? 'absent'}`,
      ]
        .join('\n')
        .replaceAll(/\n(?!--)/g, '\n--   '),
    )
}

/**
 * Where a database differs from the schema files (as SQL that would mend it) and from the migrations (policies, row
 * security, grants, functions, triggers, constraints, as comments). '' when they agree. Needs a role that may create databases.
 */
export async function findDrift(ownerUrl: string, files: MigrationFiles): Promise<string> {
  const sql = await difference(ownerUrl, files)
  const want = await withScratchDatabase(ownerUrl, files, readCatalog)
  return [sql, ...compare(await readCatalog(ownerUrl), want)].filter((part) => part !== '').join('\n')
}

/** The SQL between what the migrations make and what the schema files say; '' when they agree. */
export const pendingSql = async (ownerUrl: string, files: MigrationFiles): Promise<string> =>
  await withScratchDatabase(ownerUrl, files, async (url) => await difference(url, files))
