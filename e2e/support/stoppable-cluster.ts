import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
  /** Lets every process of it stand still for a while: connections stay, and nothing answers. */
  freeze(ms: number): Promise<void>
  /** Ends it and removes its files. */
  remove(): Promise<void>
}

const parentOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0 // it has ended
  }
}

/** A server and its children, each of which is one connection or one task of it. */
function treeOf(pid: number): number[] {
  const all = readdirSync('/proc')
    .map(Number)
    .filter((id) => id > 0)
  return [pid, ...all.filter((id) => parentOf(id) === pid)]
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
    async freeze(ms) {
      const tree = treeOf(server.pid)
      for (const pid of tree) process.kill(pid, 'SIGSTOP')
      await sleep(ms)
      for (const pid of tree.toReversed()) process.kill(pid, 'SIGCONT')
    },
    async remove() {
      process.off('exit', kill)
      server.kill()
      await server.ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
