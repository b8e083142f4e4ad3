// Migrations by hand; `npm start` applies them by itself.
//   node scripts/migrate.ts new NAME [--empty]                     writes the SQL between migrations and schema files
//   node scripts/migrate.ts drift [URL]                            compares a database with both; exit 2 when it differs
//   node scripts/migrate.ts apply URL                              applies what is pending
//   node scripts/migrate.ts resolve NAME applied|rolled-back URL   after repairing a "-- no-transaction" migration by hand
// URL: a login that owns the tables and may create databases. Without one, `drift` compares the migrations with the
// schema files in a throw-away cluster, as `new` does.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { applyMigrations, resolveMigration } from '#lib/infra/cluster/migrations/apply.ts'
import { findDrift, pendingSql } from '#lib/infra/cluster/migrations/drift.ts'
import { migrationFilesOf } from '#lib/infra/cluster/migrations/files.ts'
import { provisionDatabase } from '#lib/infra/cluster/provision.ts'
import { databaseUrl } from '#lib/infra/cluster/role-password.ts'
import { startThrowAwayCluster } from '#testing/cluster.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const files = migrationFilesOf(CHECKOUT)

class Usage extends Error {}

/** Runs `work` as the owner of a database that has all migrations: the given one, else one that is thrown away. */
async function withOwner<T>(given: string | undefined, work: (url: string) => Promise<T>): Promise<T> {
  if (given !== undefined) return await work(given)
  const cluster = await startThrowAwayCluster()
  try {
    const adminUrl = databaseUrl(cluster.adminUrl, 'bailiwick')
    const { addresses } = await provisionDatabase({ adminUrl, secret: 'throw-away', files, withQueue: false })
    return await work(addresses.owner)
  } finally {
    cluster.remove()
  }
}

async function writeNew(name: string, isEmpty: boolean): Promise<number> {
  const sql = await withOwner(undefined, async (url) => await pendingSql(url, files))
  if (sql === '' && !isEmpty) {
    console.log(
      'the schema files and the migrations agree; --empty writes a file for policies, functions and grants',
    )
    return 0
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(files.migrationsDirectory, `${stamp}_${name}`)
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'migration.sql'),
    sql === '' ? '-- What Prisma cannot say: policies, grants, functions.\n' : `${sql}\n`,
  )
  console.log(relative(process.cwd(), join(folder, 'migration.sql')))
  return 0
}

async function drift(url: string | undefined): Promise<number> {
  const found = await withOwner(url, async (owner) => await findDrift(owner, files))
  console.log(found === '' ? 'no drift' : found)
  return found === '' ? 0 : 2
}

async function apply(url: string): Promise<number> {
  const { applied, retried } = await applyMigrations(url, files)
  for (const name of retried) console.log(`retried  ${name}`)
  for (const name of applied) console.log(`applied  ${name}`)
  if (applied.length === 0) console.log('nothing to apply')
  return 0
}

async function main([command, first, second, third]: readonly string[]): Promise<number> {
  if (command === 'new' && first !== undefined && /^[a-z0-9_]+$/.test(first))
    return await writeNew(first, second === '--empty')
  if (command === 'drift') return await drift(first)
  if (command === 'apply' && first !== undefined) return await apply(first)
  if (
    command === 'resolve' &&
    first !== undefined &&
    (second === 'applied' || second === 'rolled-back') &&
    third !== undefined
  ) {
    await resolveMigration(third, files, { name: first, as: second })
    return 0
  }
  throw new Usage(
    'usage: migrate.ts new name_in_snake_case [--empty] | drift [URL] | apply URL | resolve NAME applied|rolled-back URL',
  )
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = error instanceof Usage ? 64 : 1
}
process.exit()
