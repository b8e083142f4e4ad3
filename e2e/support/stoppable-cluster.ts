import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCluster } from '#lib/infra/cluster/cluster.ts'

/** A Postgres of somebody else, from the view of the product, which this test can take away. */
export interface StoppableCluster {
  /** Address for `DATABASE_URL`, of a login that may create roles and databases. */
  readonly url: string
  /** Stops it as `pg_ctl stop -m immediate` does, waits, and starts it: it recovers from its log. */
  outage(downMs: number): Promise<void>
  /** Ends it and removes its files. */
  remove(): Promise<void>
}

/** Starts a cluster with the durability of the product; the throw-away one of other tests forgets on purpose. */
export async function startStoppableCluster(): Promise<StoppableCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-stoppable-'))
  const cluster = await openCluster({ directory, password: 'stoppable' })
  let server = await cluster.start()
  const kill = (): void => server.kill()
  process.on('exit', kill)
  return {
    url: cluster.adminUrl('portal'),
    async outage(downMs) {
      server.kill()
      await server.ended
      await sleep(downMs)
      server = await cluster.start()
    },
    async remove() {
      process.off('exit', kill)
      server.kill()
      await server.ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
