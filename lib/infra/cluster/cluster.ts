import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { findBinaries } from './binaries.ts'
import { makeStateDirectory, serverUser } from './place.ts'
import { freePort } from './ports.ts'
import { runProgram } from './run-program.ts'
import {
  launchServer,
  programOptions,
  stopServer,
  type RunningServer,
  type ServerPlan,
} from './server-process.ts'

/** What an embedded cluster needs to know. */
export interface ClusterOptions {
  /** Folder that holds everything of this cluster; the caller has locked it. */
  readonly directory: string
  /** Password of the superuser `postgres`, set when the cluster is made. */
  readonly password: string
  /** Postgres settings on top of the product's own. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The embedded Postgres of one directory. */
export interface Cluster {
  /** Starts the server. After the first time it insists on the same port, because others hold addresses with it. */
  start(): Promise<RunningServer>
  /** Address of the superuser; throws before the first start. */
  adminUrl(database?: string): string
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // loopback with a password is the only way in, for other users of the machine too
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '200',
  shared_buffers: '128MB',
}
const RETRY_MS = 250
const ATTEMPTS = 60
/** The port was lost to somebody, or a killed server's children still hold its memory, or an orphan is still recovering. */
const PASSING = /already in use|pre-existing shared memory|lock file/

async function initialise(plan: ServerPlan, password: string): Promise<void> {
  const fresh = `${plan.data}.new`
  const passwordFile = join(plan.directory, 'initdb-password')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (plan.user) for (const path of [fresh, passwordFile]) chownSync(path, plan.user.uid, plan.user.gid)
  const args = ['-D', fresh, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await runProgram(
      plan.binaries.initdb,
      [
        ...args,
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
        ...(plan.settings['fsync'] === 'off' ? ['--no-sync'] : []),
      ],
      programOptions(plan),
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(fresh, plan.data) // killed half-way, the next start begins again instead of opening half a cluster
}

/** A supervisor killed with -9 leaves its Postgres running. Only the server itself can say whether it is ours. */
async function stopOrphan(plan: ServerPlan, password: string): Promise<void> {
  const file = join(plan.data, 'postmaster.pid')
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : 0
  if (!(port > 0)) return
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (realpathSync(rows[0]?.data_directory ?? '/') !== realpathSync(plan.data)) return
  } catch {
    return // nobody answers there: a stale file, which Postgres clears itself
  } finally {
    await client.end().catch(() => undefined)
  }
  await stopServer(plan)
}

async function startOnPort(
  plan: ServerPlan,
  password: string,
  choosePort: () => Promise<number>,
): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    await stopOrphan(plan, password)
    try {
      return await launchServer(plan, await choosePort())
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !PASSING.test(error.message)) throw error
      await sleep(RETRY_MS)
    }
  }
}

/** Opens the cluster of a directory, making it the first time (about a second). Nothing runs until `start`. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { directory, password } = options
  const user = serverUser()
  makeStateDirectory(directory, user)
  const plan: ServerPlan = {
    directory,
    data: join(directory, 'data'),
    binaries: findBinaries(user !== undefined),
    user,
    settings: { ...SETTINGS, ...options.settings },
  }
  if (!existsSync(plan.data)) await initialise(plan, password)
  const portFile = join(directory, 'port')
  let fixed: number | undefined
  return {
    async start() {
      const last = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0
      const server = await startOnPort(plan, password, async () => fixed ?? (await freePort(last)))
      fixed = server.port
      writeFileSync(portFile, String(server.port)) // the same port next time, so that addresses survive a restart
      return server
    },
    adminUrl(database = 'postgres') {
      if (fixed === undefined) throw new Error('the cluster has not been started')
      return `postgres://postgres:${password}@127.0.0.1:${fixed}/${database}`
    },
  }
}
