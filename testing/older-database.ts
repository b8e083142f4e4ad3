import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { applyMigrations } from '#lib/infra/cluster/migrations/apply.ts'
import { migrationFilesOf, type MigrationFiles } from '#lib/infra/cluster/migrations/files.ts'
import { roleAddresses } from '#lib/infra/cluster/provision.ts'
import { databaseUrl } from '#lib/infra/cluster/role-password.ts'
import { grantOnDatabase } from '#lib/infra/cluster/roles.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { testClusterUrl } from './cluster.ts'
import { templateDatabase, TEST_SECRET } from './template.ts'

const FILES = migrationFilesOf(resolve(import.meta.dirname, '..'))

/** Changes the text of a migration before it runs: to see what would be without a line of it. */
type Rewrite = (name: string, sql: string) => string

/** A database as an older version of the product left it. */
export interface OlderDatabase {
  /** Address of the superuser, whom no policy binds. */
  readonly admin: string
  /** Applies every migration that is missing, as a start of the present version does; returns their names. */
  migrate(): Promise<readonly string[]>
  /** Removes the database. */
  drop(): Promise<void>
}

/** The migrations that `isWanted`, in a folder of their own. */
function copyMigrations(
  folder: string,
  isWanted: (name: string) => boolean,
  rewrite?: Rewrite,
): MigrationFiles {
  cpSync(FILES.migrationsDirectory, folder, {
    recursive: true,
    filter: (source) => !/[\\/]\d{14}_\w+$/.test(source) || isWanted(source.split(/[\\/]/).at(-1) ?? ''),
  })
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    const file = join(folder, name, 'migration.sql')
    const sql = readFileSync(file, 'utf8')
    if (rewrite !== undefined) writeFileSync(file, rewrite(name, sql))
  }
  return { schemaDirectory: FILES.schemaDirectory, migrationsDirectory: folder }
}

/**
 * Makes a database with every migration before the one of this name in it, by the owner of the tables as ever. Throws for
 * a name that no migration has.
 */
export async function createDatabaseBefore(name: string, rewrite?: Rewrite): Promise<OlderDatabase> {
  if (!readdirSync(FILES.migrationsDirectory).includes(name)) throw new Error(`there is no migration ${name}`)
  const adminUrl = await testClusterUrl()
  await templateDatabase(adminUrl) // the roles are the cluster's; whoever makes the template made them
  const database = `older_${randomBytes(6).toString('hex')}`
  const admin = databaseUrl(adminUrl, database)
  const { owner } = roleAddresses(admin, TEST_SECRET)
  const folder = mkdtempSync(join(tmpdir(), 'older-migrations-'))
  const files = (part: string, isWanted: (one: string) => boolean): MigrationFiles =>
    copyMigrations(join(folder, part), isWanted, rewrite)
  await withClient(adminUrl, async (client) => await client.query(`create database ${database} owner owner`))
  await withClient(admin, grantOnDatabase)
  await applyMigrations(
    owner,
    files('before', (one) => one < name),
  )
  return {
    admin,
    migrate: async () =>
      (
        await applyMigrations(
          owner,
          files('all', () => true),
        )
      ).applied,
    async drop() {
      rmSync(folder, { recursive: true })
      await withClient(
        adminUrl,
        async (client) => await client.query(`drop database if exists ${database} with (force)`),
      )
    },
  }
}
