import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runProgram } from './run-program.ts'
import type { Binaries } from './binaries.ts'
import type { ServerUser } from './place.ts'

/** How a process ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A Postgres that accepts connections. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
  /** Resolves when the server is gone, for whatever reason. */
  readonly ended: Promise<Ending>
  /** Ends it cleanly: open transactions are rolled back. Resolves at once when it is gone already. */
  stop(): Promise<void>
  /** Ends it at once, without a checkpoint: for exit handlers, which cannot wait. */
  kill(): void
  /** Lets this process end although the server runs. */
  unref(): void
}

/** What every start of one cluster has in common. */
export interface ServerPlan {
  readonly directory: string
  readonly data: string
  readonly binaries: Binaries
  readonly user: ServerUser | undefined
  readonly settings: Readonly<Record<string, string>>
}

const LOG_LIMIT_BYTES = 10 * 1024 * 1024
const POLL_MS = 20
const STOP_LIMIT_MS = 60_000

/** Options for every program of Postgres: cwd, because it would complain about one that its account cannot read. */
export const programOptions = (plan: Pick<ServerPlan, 'directory' | 'user'>): SpawnOptions => ({
  ...plan.user,
  cwd: plan.directory,
  env: { NODE_ENV: 'production' as const, PATH: '/usr/bin:/bin', LC_ALL: 'C' },
})

function openLog(directory: string): { readonly descriptor: number; tail(): string } {
  const file = join(directory, 'postgres.log')
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) {
    rmSync(`${file}.1`, { force: true })
    renameSync(file, `${file}.1`)
  }
  const descriptor = openSync(file, 'a', 0o600)
  const from = statSync(file).size
  return { descriptor, tail: () => readFileSync(file).subarray(from).subarray(-4000).toString() }
}

/** The postmaster writes its state into line 8 of this file; pg_ctl waits for the same word. */
function saysReady(data: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

/** Stops a server on the data directory of `plan` that is not our child, through Postgres' own program. */
export async function stopServer(plan: ServerPlan): Promise<void> {
  const args = ['stop', '-D', plan.data, '-m', 'fast', '-w', '-t', '60']
  await runProgram(plan.binaries.pgCtl, args, programOptions(plan))
}

interface Started {
  readonly pid: number
  readonly ended: Promise<Ending>
  readonly hasEnded: () => boolean
}

function follow(child: ChildProcess): Started {
  let isOver = false
  const ended = new Promise<Ending>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      isOver = true
      resolve({ code, signal })
    }
    child.once('error', () => end(127, null))
    child.once('exit', end)
  })
  return { pid: child.pid ?? 0, ended, hasEnded: () => isOver }
}

/** Starts the server on `port` and resolves when it accepts connections. Rejects with the end of its log when it does not. */
export async function launchServer(plan: ServerPlan, port: number): Promise<RunningServer> {
  const log = openLog(plan.directory)
  const flags = Object.entries(plan.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // detached: in a process group of its own, Ctrl-C reaches only the supervisor, which stops the users of the database
  // first. Its log is a file and not a pipe, so that the server outlives a supervisor killed with -9 in good order.
  const child = spawn(plan.binaries.postgres, ['-D', plan.data, '-p', String(port), ...flags], {
    ...programOptions(plan),
    detached: true,
    stdio: ['ignore', 'ignore', log.descriptor],
  })
  closeSync(log.descriptor)
  const { pid, ended, hasEnded } = follow(child)
  while (!hasEnded() && !saysReady(plan.data, pid)) await sleep(POLL_MS)
  if (hasEnded()) {
    const { code, signal } = await ended
    throw new Error(`postgres ended with ${signal ?? code ?? 0} before it was ready:\n${log.tail().trim()}`)
  }
  return {
    pid,
    port,
    ended,
    async stop() {
      child.kill('SIGINT')
      const late = setTimeout(() => {
        child.kill('SIGQUIT')
      }, STOP_LIMIT_MS)
      await ended
      clearTimeout(late)
    },
    kill() {
      child.kill('SIGQUIT')
    },
    unref() {
      child.unref()
    },
  }
}
