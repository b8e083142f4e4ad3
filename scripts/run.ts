// Everything that `npm start` does once the pinned Node is there: settings, database, pages, processes. Run by start.mjs.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { openCluster } from '#lib/infra/cluster/cluster.ts'
import { DirectoryInUse } from '#lib/infra/cluster/lock.ts'
import { ConfigError, reachableHost } from '#lib/infra/config/env.ts'
import { clusterDirectory, startDatabase } from './run/database.ts'
import { consoleEnvironment, processEnvironment } from './run/environment.ts'
import { howToSignIn, waitUntilReady } from './run/first-steps.ts'
import { noted, untilOrphansEnded } from './run/orphans.ts'
import { nodeService } from './run/services.ts'
import { readSettings, type Settings } from './run/settings.ts'
import {
  openSecret,
  openState,
  removeRunRecord,
  runFile,
  superuserPassword,
  writeRunRecord,
  type State,
} from './run/state.ts'
import { Supervisor } from './run/supervisor.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
/** npm, the shell and the terminal may each deliver one Ctrl-C: only a later one is impatience. */
const IMPATIENCE_MS = 1500

const print = (name: string, line: string): void => console.log(`${name.padEnd(8)} │ ${line}`)
const say = (line: string): void => print('start', line)
const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'))).version

/** Tells start.mjs what a second `npm start` and the command line want to know. */
function tell(info: { readonly url?: string; readonly runFile?: string }): void {
  if (process.connected) process.send?.(info)
}

/** Runs a script of ours to its end with its output as it comes; rejects unless it succeeds. */
async function runScript(name: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(CHECKOUT, 'scripts', name)], {
    cwd: CHECKOUT,
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
    killSignal: 'SIGTERM',
  })
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trimEnd().split('\n')) say(line)
  })
  await new Promise<void>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`scripts/${name} failed`))))
  })
}

/** See workers/web-callers.ts. */
const WEB_CALLERS = import.meta.resolve('../workers/web-callers.ts')

async function startProcesses(
  supervisor: Supervisor,
  stateDirectory: string,
  settings: Settings,
  env: Record<string, string>,
): Promise<void> {
  const { PORT, HOST } = settings.config
  const next = join(CHECKOUT, 'node_modules/next/dist/bin/next')
  const programs = [
    { name: 'web', args: ['--import', WEB_CALLERS, next, 'start', '-p', String(PORT), '-H', HOST] },
    { name: 'engine', args: [join(CHECKOUT, 'workers/engine.ts')] },
    { name: 'jobs', args: [join(CHECKOUT, 'workers/jobs.ts')] },
    { name: 'watcher', args: [join(CHECKOUT, 'workers/watcher.ts')] },
  ]
  const environment = { ...env, NODE_ENV: 'production' as const }
  for (const program of programs) {
    const service = nodeService({ ...program, cwd: CHECKOUT, env: environment }, print)
    await supervisor.add(noted(service, stateDirectory))
  }
}

function recordRun(state: State, settings: Settings, environment: Record<string, string>): void {
  const { PORT, ENGINE_PORT, JOBS_PORT, WATCHER_PORT, PUBLIC_URL, ENGINE_PUBLIC_URL } = settings.config
  writeRunRecord(state.directory, {
    pid: process.pid,
    version,
    startedAt: new Date().toISOString(),
    urls: { web: PUBLIC_URL, engine: ENGINE_PUBLIC_URL },
    ports: { web: PORT, engine: ENGINE_PORT, jobs: JOBS_PORT, watcher: WATCHER_PORT },
    environment,
  })
  tell({ runFile: runFile(state.directory) })
}

async function bringUp(
  supervisor: Supervisor,
  state: State,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const begun = performance.now()
  const { config } = settings
  const { secret, secondSecret, madeIn } = openSecret(state.directory, config)
  if (madeIn !== undefined) {
    say(
      `made the installation's secret in ${madeIn}. Keep a copy of it, apart from the backups: whoever has both reads`,
    )
    say('everything, and without it nobody reads what was sealed')
  }
  const addresses = await startDatabase(
    { checkout: CHECKOUT, stateDirectory: state.directory, config, secret, secondSecret, say },
    supervisor,
  )
  await runScript('build.mjs', signal)
  const environment = processEnvironment({
    settings,
    secret,
    secondSecret,
    stateDirectory: state.directory,
    addresses,
  })
  const forConsole = consoleEnvironment(environment, addresses)
  recordRun(state, settings, forConsole)
  await startProcesses(supervisor, state.directory, settings, environment)
  // Only the database is asked, so it need not wait for the processes; it never rejects.
  const signIn = howToSignIn(CHECKOUT, config.PUBLIC_URL, { ...forConsole, NODE_ENV: 'production' })
  await waitUntilReady(`http://${reachableHost(config.HOST)}:${config.PORT}/readyz`, say, signal)
  if (signal.aborted) return
  say(
    `Bailiwick ${version} is ready at ${config.PUBLIC_URL} (${((performance.now() - begun) / 1000).toFixed(1)} s). Ctrl-C stops it`,
  )
  say(await signIn)
  tell({ url: config.PUBLIC_URL })
}

/** Resolves when somebody wants everything to stop; a later second signal kills at once. */
function onStopRequest(supervisor: Supervisor, stopping: AbortController): void {
  let asked = 0
  const request = (): void => {
    if (asked > 0 && performance.now() - asked > IMPATIENCE_MS) supervisor.killAll()
    if (asked > 0) return
    asked = performance.now()
    stopping.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request)
  process.on('disconnect', request) // start.mjs was killed
}

const untilAborted = async (signal: AbortSignal): Promise<void> =>
  await new Promise((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })

async function run(): Promise<number> {
  const stopping = new AbortController()
  const supervisor = new Supervisor(print)
  onStopRequest(supervisor, stopping)
  const settings = await readSettings(CHECKOUT, process.env)
  for (const line of settings.moved) say(line)
  const state = openState(CHECKOUT, settings.config.DATA_DIR)
  let failure: Error | undefined
  try {
    await bringUp(supervisor, state, settings, stopping.signal)
    await untilAborted(stopping.signal)
  } catch (error) {
    if (!stopping.signal.aborted) failure = error instanceof Error ? error : new Error(String(error))
  }
  const isClean = await supervisor.stop()
  removeRunRecord(state.directory)
  state.release()
  if (failure) throw failure
  return isClean ? 0 : 1
}

/**
 * After kill -9 of this program: lets its processes end, then stops the embedded Postgres that it left. Starting it finds
 * and ends the orphan.
 */
async function sweep(): Promise<number> {
  const { config } = await readSettings(CHECKOUT, process.env)
  const state = openState(CHECKOUT, config.DATA_DIR)
  removeRunRecord(state.directory)
  await untilOrphansEnded(state.directory)
  if (config.DATABASE_URL === undefined) {
    const password = superuserPassword(state.directory)
    const cluster = await openCluster({ directory: clusterDirectory(state.directory), password })
    await (await cluster.start()).stop()
  }
  state.release()
  return 0
}

try {
  process.exitCode = await (process.argv.includes('--sweep') ? sweep() : run())
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof DirectoryInUse
  for (const line of (error instanceof Error ? error.message : String(error)).split('\n'))
    print('start', line)
  process.exitCode = error instanceof DirectoryInUse ? 3 : 1
  if (!isExpected && error instanceof Error && process.env['LOG_LEVEL'] === 'debug')
    console.error(error.stack)
}
process.exit()
