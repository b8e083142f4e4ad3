import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Cluster } from '#lib/infra/cluster/cluster.ts'
import type { RunningServer } from '#lib/infra/cluster/server-process.ts'
import { readable } from './log-line.ts'
import type { Running, Service } from './supervisor.ts'

const LAST_LINES_MS = 500
const GUARD = import.meta.resolve('../bootstrap/exit-with-parent.mjs')

/** A program that Node runs: a file of ours or of a package, with its arguments. */
export interface NodeProgram {
  readonly name: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

type Say = (name: string, line: string) => void

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // nobody is left in it
  }
}

/** How a child ended, after its last lines; something that it started may hold the pipes open, so not for ever. */
async function untilEnded(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const how = `ended (${signal ?? code ?? 'unknown'})`
      setTimeout(() => resolve(how), LAST_LINES_MS).unref()
      child.once('close', () => resolve(how))
    })
  })
}

/** A service that is a Node program. Its lines appear whole and with its name in front. */
export function nodeService(program: NodeProgram, say: Say): Service {
  const start = async (): Promise<Running> => {
    // detached: Ctrl-C reaches a whole process group at once; in groups of their own the services hear only us, and so
    // stop in order. ipc: they end when we are killed, see exit-with-parent.mjs.
    const child = spawn(process.execPath, ['--import', GUARD, ...program.args], {
      cwd: program.cwd,
      env: program.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => say(program.name, readable(line)))
    }
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
    const pid = child.pid ?? 0
    return {
      pid,
      ended: untilEnded(child),
      terminate() {
        child.kill('SIGTERM')
      },
      kill: () => killGroup(pid),
    }
  }
  return { name: program.name, start }
}

/** The embedded Postgres as a service; `first` is the server when it runs already. */
export function postgresService(cluster: Cluster, first: RunningServer): Service {
  let ready: RunningServer | undefined = first
  return {
    name: 'postgres',
    async start() {
      const server = ready ?? (await cluster.start())
      ready = undefined
      return {
        pid: server.pid,
        ended: server.ended.then(({ code, signal }) => `ended (${signal ?? code ?? 'unknown'})`),
        terminate() {
          server.stop().catch(() => server.kill())
        },
        kill: () => server.kill(),
      }
    },
  }
}
