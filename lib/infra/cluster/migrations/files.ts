import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Where the schema files and the migrations of a project lie. */
export interface MigrationFiles {
  readonly schemaDirectory: string
  readonly migrationsDirectory: string
}

/** The places of both below the folder of a checkout. */
export const migrationFilesOf = (checkout: string): MigrationFiles => ({
  schemaDirectory: join(checkout, 'prisma/schema'),
  migrationsDirectory: join(checkout, 'prisma/migrations'),
})

/** The newest migration of a checkout. Throws when it has none. */
export function newestMigration(checkout: string): string {
  const folders = readdirSync(migrationFilesOf(checkout).migrationsDirectory, { withFileTypes: true })
  const newest = folders
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .at(-1)
  if (newest === undefined) throw new Error('there are no migrations in prisma/migrations')
  return newest
}

/** All schema files, in the order of their names. */
export function readSchema({ schemaDirectory }: MigrationFiles): SchemasContainer {
  const names = readdirSync(schemaDirectory).filter((name) => name.endsWith('.prisma'))
  return {
    files: names.toSorted().map((name) => {
      const path = join(schemaDirectory, name)
      return { path, content: readFileSync(path, 'utf8') }
    }),
  }
}

/** All migrations, oldest first, in the shape that the engine wants: it reads no files itself. */
export function readMigrations({ migrationsDirectory }: MigrationFiles): MigrationList {
  const folders = readdirSync(migrationsDirectory, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  return {
    baseDir: migrationsDirectory,
    lockfile: { path: './migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: folders
      .map((folder) => folder.name)
      .toSorted()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok',
            value: readFileSync(join(migrationsDirectory, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
  }
}

/** The text of one migration of a list; '' when the list has none of this name. */
export function textOf(list: MigrationList, name: string): string {
  const found = list.migrationDirectories.find((directory) => directory.path === name)
  return found?.migrationFile.content.tag === 'ok' ? found.migrationFile.content.value : ''
}

/**
 * True for a migration that cannot run in a transaction (`create index concurrently`): its first line says so, it
 * holds one statement, and a failure of it is repaired by hand.
 */
export const runsOutsideTransaction = (sql: string): boolean => sql.startsWith('-- no-transaction')

/** True when a migration ends its own transaction half-way; the bodies of functions do not count. */
export const controlsTransaction = (sql: string): boolean =>
  /^\s*(?:commit|rollback|end)\s*;/im.test(sql.replaceAll(/\$(\w*)\$.*?\$\1\$/gs, ''))
