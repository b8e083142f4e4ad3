import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Client } from 'pg'
import { migrationFilesOf } from '#lib/infra/cluster/migrations/files.ts'
import { provisionDatabase } from '#lib/infra/cluster/provision.ts'
import { databaseUrl } from '#lib/infra/cluster/role-password.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'

/** The secret of every test installation; the passwords of the login roles follow from it. */
export const TEST_SECRET = 'bailiwick-test-secret-0123456789abcdef0123456789'

const checkout = resolve(import.meta.dirname, '..')
/** Any constant of our own: one process makes the template, the others wait for it. */
const TEMPLATE_LOCK = 5_310_442

/** Changes with everything that a migrated database is made of. */
function fingerprint(): string {
  const { migrationsDirectory } = migrationFilesOf(checkout)
  const files = readdirSync(migrationsDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const file of [...files, join(checkout, 'lib/infra/cluster/roles.ts')].toSorted())
    hash.update(file).update(readFileSync(file))
  hash.update(readFileSync(createRequire(import.meta.url).resolve('bullmq/package.json')))
  return hash.digest('hex').slice(0, 16)
}

async function makeTemplate(admin: Client, adminUrl: string, name: string): Promise<void> {
  await admin.query(`drop database if exists ${name} with (force)`) // half-made by a killed process
  await provisionDatabase({
    adminUrl: databaseUrl(adminUrl, name),
    secret: TEST_SECRET,
    files: migrationFilesOf(checkout),
    withQueue: true,
  })
  // Complete, and closed: a database with connections cannot be copied.
  await admin.query(`alter database ${name} with is_template true allow_connections false`)
}

/** The name of a database with all migrations in it, made once per cluster and state of the migrations. */
export async function templateDatabase(adminUrl: string): Promise<string> {
  const name = `template_${fingerprint()}`
  return await withClient(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rows } = await admin.query('select from pg_database where datname = $1 and datistemplate', [name])
    if (rows.length === 0) await makeTemplate(admin, adminUrl, name)
    return name
  })
}
