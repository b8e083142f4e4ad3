import { join } from 'node:path'
import { openCluster, type Cluster } from '#lib/infra/cluster/cluster.ts'
import { migrationFilesOf } from '#lib/infra/cluster/migrations/files.ts'
import { provisionDatabase, type RoleAddresses } from '#lib/infra/cluster/provision.ts'
import type { Config } from '#lib/infra/config/env.ts'
import { postgresService } from './services.ts'
import { superuserPassword } from './state.ts'
import type { Supervisor } from './supervisor.ts'

const DATABASE = 'bailiwick'
/** A checkpoint of a busy server takes longer than a process of ours. */
const GRACE_MS = 60_000

/** What the database needs to start. */
export interface DatabaseOptions {
  readonly checkout: string
  readonly stateDirectory: string
  readonly config: Config
  readonly secret: string
  readonly secondSecret: string | undefined
  readonly say: (line: string) => void
}

/** The folder of the embedded cluster inside the state directory. */
export const clusterDirectory = (stateDirectory: string): string => join(stateDirectory, 'postgres')

async function startEmbedded(options: DatabaseOptions, supervisor: Supervisor): Promise<Cluster> {
  const { stateDirectory, say } = options
  const begun = performance.now()
  const cluster = await openCluster({
    directory: clusterDirectory(stateDirectory),
    password: superuserPassword(stateDirectory),
  })
  const server = await cluster.start()
  await supervisor.add(postgresService(cluster, server), { graceMs: GRACE_MS })
  say(`the embedded Postgres runs on 127.0.0.1:${server.port} (${Math.round(performance.now() - begun)} ms)`)
  return cluster
}

/**
 * Starts the embedded Postgres, unless DATABASE_URL names another one, and makes the database ready: roles, migrations,
 * queues. Returns the addresses by role. Throws with the name of a migration that fails.
 */
export async function startDatabase(
  options: DatabaseOptions,
  supervisor: Supervisor,
): Promise<RoleAddresses> {
  const { config, checkout, secret, secondSecret, say } = options
  const adminUrl = config.DATABASE_URL ?? (await startEmbedded(options, supervisor)).adminUrl(DATABASE)
  const begun = performance.now()
  const { addresses, applied, retried, lacking } = await provisionDatabase({
    adminUrl,
    secret,
    secondSecret,
    files: migrationFilesOf(checkout),
    withQueue: config.REDIS_URL === undefined,
  })
  for (const name of retried) say(`tried the migration ${name} again`)
  for (const line of lacking) say(`warning: ${line}`)
  const what = applied.length === 0 ? 'the database is up to date' : `applied ${applied.length} migrations`
  say(`${what} (${Math.round(performance.now() - begun)} ms)`)
  return addresses
}
