import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '#lib/infra/cluster/is-alive.ts'
import type { Running, Service } from './supervisor.ts'

/** A little more than what exit-with-parent.mjs gives a process for its clean end. */
const LAST_CHANCE_MS = 12_000
const POLL_MS = 50

/** Where the pids of the processes that run are noted, one file for each name. */
const folderOf = (stateDirectory: string): string => join(stateDirectory, 'pids')

/** A service whose process is noted at every start, for whoever comes after a kill -9 of its supervisor. */
export function noted(service: Service, stateDirectory: string): Service {
  const folder = folderOf(stateDirectory)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    name: service.name,
    async start(): Promise<Running> {
      const running = await service.start()
      writeFileSync(join(folder, service.name), `${running.pid}\n`, { mode: 0o600 })
      return running
    },
  }
}

/**
 * Waits until the processes that were noted have ended: without their supervisor each does so by itself, and still needs
 * the database for what it has in hand. Another process may bear such a number by now, so nothing is killed and the wait
 * has an end.
 */
export async function untilOrphansEnded(stateDirectory: string): Promise<void> {
  const folder = folderOf(stateDirectory)
  if (!existsSync(folder)) return
  const pids = readdirSync(folder).map((name) => Number(readFileSync(join(folder, name), 'utf8')))
  const limit = performance.now() + LAST_CHANCE_MS
  while (pids.some(isAlive) && performance.now() < limit) await sleep(POLL_MS)
}
