import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from '#lib/infra/cluster/cluster.ts'

/** Settings that make a cluster fast and unsafe: its data dies with the test run anyway. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
}

/** A cluster in a temporary folder, with the address of its superuser. */
export interface ThrowAwayCluster {
  readonly adminUrl: string
  /** Ends the server at once and removes its files; also happens when this process ends. */
  remove(): void
}

/** Waits without the event loop, which has stopped in an exit handler: files removed under a living server come back. */
function waitUntilGone(file: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; existsSync(file) && waited < 5000; waited += 10) Atomics.wait(clock, 0, 0, 10)
}

/** Starts a cluster in a temporary folder (about a second). It does not keep this process alive and goes away with it. */
export async function startThrowAwayCluster(): Promise<ThrowAwayCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-cluster-'))
  const cluster = await openCluster({ directory, password: 'throw-away', settings: THROW_AWAY })
  const server = await cluster.start()
  server.unref()
  const remove = (): void => {
    process.off('exit', remove)
    server.kill()
    waitUntilGone(join(directory, 'data/postmaster.pid'))
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  process.on('exit', remove)
  // The default of these signals skips exit handlers.
  process.once('SIGTERM', () => process.exit(143))
  process.once('SIGINT', () => process.exit(130))
  return { adminUrl: cluster.adminUrl(), remove }
}

let shared: Promise<string> | undefined

/** Address of the superuser on the cluster of this test run: the one that the runner started, else one of this process. */
export async function testClusterUrl(): Promise<string> {
  const given = process.env['TEST_PG_ADMIN_URL']
  if (given !== undefined && given !== '') return given
  shared ??= startThrowAwayCluster().then((cluster) => cluster.adminUrl)
  return await shared
}
