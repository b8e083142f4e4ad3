import { existsSync, readFileSync } from 'node:fs'

/**
 * Whether a process runs, of whatever user. A zombie does not: a process whose parent is gone waits for the machine's
 * init, which may take its time.
 */
export function isAlive(pid: number): boolean {
  try {
    const file = `/proc/${pid}/stat`
    const isZombie = existsSync(file) && readFileSync(file, 'utf8').includes(') Z ')
    return !isZombie && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
