import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#lib/infra/cluster/ports.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const POLL_MS = 50
const living = new Set<ChildProcess>()

process.on('exit', () => {
  for (const child of living) child.kill('SIGTERM') // a failed test leaves nothing running
})

/** What a program printed, and how to end it. */
export interface Program {
  readonly pid: number
  /** Everything it has printed so far, both streams, line by line. */
  lines(): readonly string[]
  /** True once it has ended. */
  readonly hasEnded: () => boolean
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>
  /** Resolves with the first line that matches; rejects with the end of the output when none comes in time. */
  waitForLine(pattern: RegExp, limitMs?: number): Promise<RegExpExecArray>
  /** Sends a signal (SIGTERM unless told otherwise) and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | string>
}

/** Environment of this process without the settings of the product, which a test chooses itself. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = [
    'PATH',
    'HOME',
    'LANG',
    'TMPDIR',
    'CHROMIUM_PATH',
    'NODE_COMPILE_CACHE',
    'NODE_EXTRA_CA_CERTS',
  ]
  const inherited = Object.entries(process.env).filter(([name]) => kept.includes(name))
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'production',
    BAILIWICK_ENV_FILE: '/dev/null',
    ...settings,
  }
}

/** Where and as whom a program runs; this checkout and this user unless told otherwise. */
export interface Surroundings {
  readonly cwd?: string
  readonly uid?: number
  readonly gid?: number
}

/** Starts a program under this Node and follows what it prints. It ends with this process at the latest. */
export function startProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  surroundings: Surroundings = {},
): Program {
  const child = spawn(process.execPath, args, {
    cwd: CHECKOUT,
    ...surroundings,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  living.add(child)
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => printed.push(line))
  }
  let isOver = false
  const ended = new Promise<number | string>((done) => {
    child.once('close', (code, signal) => {
      isOver = true
      living.delete(child)
      done(signal ?? code ?? -1)
    })
  })
  const find = (pattern: RegExp): RegExpExecArray | undefined => {
    for (const line of printed) {
      const match = pattern.exec(line)
      if (match) return match
    }
    return undefined
  }
  return {
    pid: child.pid ?? 0,
    lines: () => printed,
    hasEnded: () => isOver,
    ended,
    async waitForLine(pattern, limitMs = 30_000) {
      const limit = performance.now() + limitMs
      for (;;) {
        const match = find(pattern)
        if (match) return match
        if (!isOver && performance.now() < limit) {
          await sleep(POLL_MS)
          continue
        }
        const how = isOver ? 'it ended' : `${limitMs} ms went by`
        throw new Error(`${how} without a line like ${pattern.source}:\n${printed.slice(-30).join('\n')}`)
      }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return await ended
    },
  }
}

/** The processes of an installation that `npm start` keeps running. */
export type Part = 'web' | 'engine' | 'jobs' | 'watcher' | 'postgres'

/** A whole product on ports of its own, in a data directory of its own. */
export interface Installation {
  readonly program: Program
  readonly url: string
  readonly engineUrl: string
  readonly dataDirectory: string
  /** The settings it was started with; `restart` uses them again. */
  readonly settings: Readonly<Record<string, string>>
  /** The one-time code of the set-up page; undefined when there are members. */
  readonly setupCode: string | undefined
  /** The pid of one of its processes, as it is now. */
  pidOf(part: Part): number
  /** Kills one of its processes with SIGKILL and resolves when another one has taken its place. */
  killPart(part: Part): Promise<void>
  /** Runs the command line on it; rejects with what it said unless it succeeds. */
  cli(...args: readonly string[]): Promise<string>
  /** Stops it in order and returns its exit code; the data stays. */
  stop(): Promise<number | string>
  /** Removes the data directory unless it is the default one; the installation has been stopped. */
  remove(): void
}

async function freePorts(): Promise<Record<string, string>> {
  const names = ['PORT', 'ENGINE_PORT', 'JOBS_PORT', 'WATCHER_PORT']
  const ports = new Set<number>()
  while (ports.size < names.length) ports.add(await freePort())
  return Object.fromEntries([...ports].map((port, at) => [names[at] ?? '', String(port)]))
}

const startedLine = (part: Part): RegExp => new RegExp(`^${part} +│ started \\(process (\\d+)\\)`)

function startsOf(program: Program, part: Part): readonly number[] {
  return program.lines().flatMap((line) => {
    const pid = startedLine(part).exec(line)?.[1]
    return pid === undefined ? [] : [Number(pid)]
  })
}

async function killPart(program: Program, part: Part): Promise<void> {
  const before = startsOf(program, part)
  process.kill(before.at(-1) ?? 0, 'SIGKILL')
  const limit = performance.now() + 60_000
  while (startsOf(program, part).length === before.length) {
    if (performance.now() > limit)
      throw new Error(`${part} did not come back:\n${program.lines().slice(-30).join('\n')}`)
    await sleep(POLL_MS)
  }
}

async function runCli(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<string> {
  const { cwd = CHECKOUT } = surroundings
  const program = startProgram([join(cwd, 'scripts/bailiwick.mjs'), ...args], env, surroundings)
  const code = await program.ended
  const text = program.lines().join('\n')
  if (code !== 0) throw new Error(`bailiwick ${args.join(' ')} ended with ${code}:\n${text}`)
  return text
}

/** A data directory of one's own: a copy of the one that this test run made, or an empty one on a database elsewhere. */
function newDataDirectory(settings: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-data-'))
  const template = process.env['INSTALLATION_TEMPLATE']
  // With owners and modes: the database refuses files that are not its account's alone.
  if (template !== undefined && settings['DATABASE_URL'] === undefined)
    execFileSync('cp', ['-a', `${template}/.`, directory])
  return directory
}

/**
 * Starts the whole product as `npm start` does and resolves when it says that it is ready. `settings` are environment
 * variables; without DATA_DIR a temporary one is made, in which the database waits for its first member already when the
 * test run prepared one (see prepare-installation.ts), and an empty one means the default place. The checkout is the `cwd`
 * of the surroundings; its packages must be up to date.
 */
export async function startInstallation(
  settings: Readonly<Record<string, string>> = {},
  surroundings: Surroundings = {},
): Promise<Installation> {
  const dataDirectory = settings['DATA_DIR'] ?? newDataDirectory(settings)
  const all: Record<string, string> = { ...(await freePorts()), ...settings, DATA_DIR: dataDirectory }
  const env = cleanEnvironment(all)
  const { cwd = CHECKOUT } = surroundings
  const program = startProgram([join(cwd, 'scripts/start.mjs')], env, surroundings)
  await program.waitForLine(/ is ready at /, 300_000)
  await program.waitForLine(/enter the code|Sign in at|could not be read/)
  const setupCode = program
    .lines()
    .map((line) => /enter the code (\S+)/.exec(line)?.[1])
    .find((code) => code !== undefined)
  return {
    program,
    url: `http://localhost:${all['PORT'] ?? ''}`,
    engineUrl: `http://localhost:${all['ENGINE_PORT'] ?? ''}`,
    dataDirectory,
    settings: all,
    setupCode,
    pidOf: (part) => startsOf(program, part).at(-1) ?? 0,
    killPart: async (part) => await killPart(program, part),
    cli: async (...args) => await runCli(env, args, surroundings),
    stop: async () => await program.stop('SIGTERM'),
    remove() {
      if (dataDirectory !== '') rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
