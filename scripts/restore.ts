// `npm run restore -- FILE`: puts a dump in the place of an empty installation's database. The installation must not be
// running: this takes its state directory, starts its Postgres alone, restores, compares, and stops it again.
import { resolve } from 'node:path'
import { CANARY_MEMBER_IDS } from '#lib/core/canary.ts'
import { openCluster } from '#lib/infra/cluster/cluster.ts'
import { provisionDatabase, roleAddresses } from '#lib/infra/cluster/provision.ts'
import { databaseUrl } from '#lib/infra/cluster/role-password.ts'
import { ensureRoles } from '#lib/infra/cluster/roles.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { migrationFilesOf } from '#lib/infra/cluster/migrations/files.ts'
import { systemClock } from '#lib/core/clock.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { createRuntime } from '#lib/infra/context/runtime.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { restoreDump } from '#lib/modules/backups/index.ts'
import { reapplyErasures } from '#lib/modules/compliance/index.ts'
import { exportFolder, reapplyTenantErasures, tombstoneFile } from '#lib/modules/leaving/index.ts'
import { clusterDirectory } from './run/database.ts'
import { readSettings } from './run/settings.ts'
import { openSecret, openState, superuserPassword } from './run/state.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const DATABASE = 'bailiwick'
const say = (line: string): void => console.log(`restore  │ ${line}`)

/** Refuses a database in which somebody works; an empty or an absent one may be replaced. */
async function refuseMembers(adminUrl: string): Promise<void> {
  const members = await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.member') is not null as there`,
    )
    if (rows[0]?.there !== true) return 0
    // The canaries live in every installation, also in one in which nobody works.
    const counted = await client.query<{ n: number }>(
      'select count(*)::int as n from member where id <> all($1::uuid[])',
      [CANARY_MEMBER_IDS],
    )
    return counted.rows[0]?.n ?? 0
  })
  if (members > 0) {
    throw new Error(
      `somebody works in this installation (members: ${members}): a dump is restored into an empty one only`,
    )
  }
}

async function replaceDatabase(adminUrl: string): Promise<void> {
  await withClient(databaseUrl(adminUrl, 'postgres'), async (client) => {
    await client.query(`drop database if exists ${DATABASE} with (force)`)
    await client.query(`create database ${DATABASE} owner owner`)
  })
}

/** What was erased stays erased: applies the lists beside the secret to the database that came back. */
async function eraseAgain(
  adminUrl: string,
  {
    secret,
    secondSecret,
    stateDirectory,
  }: {
    readonly secret: string
    readonly secondSecret: string | undefined
    readonly stateDirectory: string
  },
): Promise<void> {
  process.env['BAILIWICK_SECRET'] = secret
  process.env['BAILIWICK_SECRET_PREVIOUS'] = secondSecret ?? ''
  process.env['BAILIWICK_STATE_DIR'] = stateDirectory
  const { auth, tenant, staff } = roleAddresses(adminUrl, secret)
  const database = openDatabase({ auth, tenant, staff }, 'restore', { max: 2 })
  try {
    const log = createLogger('restore', 'warn')
    const actor = { kind: 'console', user: 'restore' } as const
    const ctx = systemContext({ scope: operatorScope, actor, database, clock: systemClock, log })
    const publicUrl = 'http://localhost'
    const own = createRuntime({ secret, secondSecret, database, log, publicUrl, clock: systemClock })
    const again = await reapplyTenantErasures(ctx, {
      folder: exportFolder(),
      tombstones: tombstoneFile(),
      own,
    })
    const people = await reapplyErasures(ctx, own)
    if (people.erased > 0) say(`erased again: ${people.erased} members`)
    say(
      again.length === 0
        ? 'no tenant of this dump was erased since it was taken'
        : `erased again, as they were erased since this dump was taken: ${again.join(', ')}`,
    )
  } finally {
    await database.close()
  }
}

async function restore(file: string): Promise<number> {
  const { config } = await readSettings(CHECKOUT, process.env)
  if (config.DATABASE_URL !== undefined) {
    throw new Error(
      'DATABASE_URL is set: restore into your own Postgres with pg_restore, see docs/guide/restore.md',
    )
  }
  const state = openState(CHECKOUT, config.DATA_DIR)
  const { secret, secondSecret } = openSecret(state.directory, config)
  const cluster = await openCluster({
    directory: clusterDirectory(state.directory),
    password: superuserPassword(state.directory),
  })
  const server = await cluster.start()
  try {
    const adminUrl = cluster.adminUrl(DATABASE)
    await provisionDatabase({
      adminUrl,
      secret,
      secondSecret,
      files: migrationFilesOf(CHECKOUT),
      withQueue: true,
    })
    await refuseMembers(adminUrl)
    await replaceDatabase(adminUrl)
    await ensureRoles(adminUrl, secret)
    const { manifest, tables, rows, differences } = await restoreDump({ file: resolve(file), url: adminUrl })
    say(`restored ${rows} rows in ${tables} tables from ${manifest.takenAt} (version ${manifest.version})`)
    for (const { table, expected, found } of differences) {
      say(
        `${table}: ${found} rows, the manifest says ${expected} (it was counted just before the dump began)`,
      )
    }
    await provisionDatabase({
      adminUrl,
      secret,
      secondSecret,
      files: migrationFilesOf(CHECKOUT),
      withQueue: true,
    })
    await eraseAgain(adminUrl, { secret, secondSecret, stateDirectory: state.directory })
    say('start it with `npm start`, then run `npm run audit:verify`')
    return 0
  } finally {
    await server.stop()
    state.release()
  }
}

const file = process.argv[2]
if (file === undefined) {
  console.error('usage: npm run restore -- FILE.dump')
  process.exit(1)
}
try {
  // npm has changed to the checkout; relative paths mean the folder where the person typed.
  process.exit(await restore(resolve(process.env['INIT_CWD'] ?? '.', file)))
} catch (error) {
  console.error(`restore  │ ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
