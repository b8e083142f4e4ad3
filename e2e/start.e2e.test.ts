import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isAlive } from '#lib/infra/cluster/is-alive.ts'
import { startThrowAwayCluster } from '#testing/cluster.ts'
import {
  cleanEnvironment,
  startInstallation,
  startProgram,
  type Installation,
  type Part,
} from '#testing/processes.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const START = join(CHECKOUT, 'scripts/start.mjs')
const PARTS: readonly Part[] = ['web', 'engine', 'jobs', 'watcher', 'postgres']
const STOP_ORDER = ['watcher', 'jobs', 'engine', 'web', 'postgres']
let installation: Installation

const status = async (url: string): Promise<number> => (await fetch(url, { redirect: 'manual' })).status
/** The pid of run.ts, below start.mjs. */
function supervisorOf({ dataDirectory }: Installation): number {
  const lock: unknown = JSON.parse(readFileSync(join(dataDirectory, 'lock.json'), 'utf8'))
  return z.object({ pid: z.number() }).parse(lock).pid
}
const until = async (check: () => boolean): Promise<void> => {
  const limit = performance.now() + 60_000
  while (!check()) {
    assert.ok(performance.now() < limit, 'timed out')
    await sleep(50)
  }
}

before(async () => {
  // Empty, as on a fresh machine: here, nothing is a copy of an installation that was started before.
  installation = await startInstallation({ DATA_DIR: mkdtempSync(join(tmpdir(), 'bailiwick-data-')) })
})
after(async () => {
  await installation.stop()
  installation.remove()
})

test('it says where it is and how to get in, and the page is there', async () => {
  assert.match(installation.setupCode ?? '', /^\S{9,}$/)
  assert.equal(await status(`${installation.url}/readyz`), 200)
  assert.equal(await status(`${installation.url}/setup`), 200)
})

test('pages, answers, files and refusals tell browsers what they may not do', async () => {
  const file = /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(`${installation.url}/setup`)).text())?.[0]
  assert.ok(file !== undefined)
  for (const path of ['/setup', '/api/v1/me', '/api/openapi.json', '/nothing-here', '/p/forged', file]) {
    const { headers } = await fetch(`${installation.url}${path}`)
    const sent = Object.fromEntries(headers)
    assert.equal(sent['x-content-type-options'], 'nosniff', path)
    assert.equal(sent['x-frame-options'], 'DENY', path)
    assert.equal(sent['cross-origin-opener-policy'], 'same-origin', path)
    assert.equal(sent['referrer-policy'], path.startsWith('/p/') ? 'no-referrer' : 'same-origin', path)
    assert.match(sent['strict-transport-security'] ?? '', /^max-age=\d{8}/, path)
    assert.equal(sent['x-powered-by'], undefined, path)
    if (path === file) continue
    assert.match(
      sent['content-security-policy'] ?? '',
      /script-src 'nonce-[^']+' 'strict-dynamic';.*frame-ancestors 'none'/,
    )
  }
})

test('secrets and the record of the running installation are for its user alone', () => {
  for (const name of ['secret', 'secrets.json', 'run.json']) {
    assert.equal(statSync(join(installation.dataDirectory, name)).mode & 0o777, 0o600, name)
  }
})

test('a second start says that it runs and where, and ends with 3', async () => {
  const second = startProgram([START], cleanEnvironment(installation.settings))
  assert.equal(await second.ended, 3)
  assert.match(
    second.lines().join('\n'),
    new RegExp(`already runs here at ${installation.url} \\(process ${installation.program.pid}\\)`),
  )
})

test('a port that was asked for and is taken stops the start with a sentence', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => squatter.once('listening', done))
  const address = squatter.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const other = startProgram(
    [START],
    cleanEnvironment({ DATA_DIR: join(installation.dataDirectory, 'other'), PORT: String(port) }),
  )
  assert.equal(await other.ended, 1)
  squatter.close()
  assert.match(other.lines().join('\n'), new RegExp(`PORT: port ${port} is taken by another program`))
})

test('a faulty setting stops the start with the variable and the fix', async () => {
  const settings = {
    DATA_DIR: join(installation.dataDirectory, 'other'),
    PUBLIC_URL: 'http://portal.example',
  }
  const other = startProgram([START], cleanEnvironment(settings))
  assert.equal(await other.ended, 1)
  assert.match(other.lines().join('\n'), /PUBLIC_URL: must be https/)
})

test('whatever is killed comes back, and it is ready again', async () => {
  for (const part of PARTS) await installation.killPart(part)
  const limit = performance.now() + 60_000
  while ((await status(`${installation.url}/readyz`).catch(() => 0)) !== 200) {
    assert.ok(performance.now() < limit, installation.program.lines().slice(-30).join('\n'))
    await sleep(200)
  }
})

test('the command line reaches it', async () => {
  const answer: unknown = JSON.parse(await installation.cli('status', '--json'))
  assert.equal(typeof answer, 'object')
})

test('it stops in order, and after that the command line says that nothing runs', async () => {
  const pids = PARTS.map((part) => installation.pidOf(part))
  assert.equal(await installation.stop(), 0)
  assert.deepEqual(pids.filter(isAlive), [])
  const stopped = installation.program.lines().flatMap((line) => /^(\w+) +│ stopped \(/.exec(line)?.[1] ?? [])
  assert.deepEqual(stopped, STOP_ORDER)
  assert.equal(existsSync(join(installation.dataDirectory, 'run.json')), false)
  await assert.rejects(installation.cli('status'), /does not run here: start it with `npm start`/)
})

test('the next start has the same secret and database, also after kill -9 of everything', async () => {
  const secret = readFileSync(join(installation.dataDirectory, 'secret'), 'utf8')
  installation = await startInstallation(installation.settings)
  const orphan = installation.pidOf('postgres')
  const supervisor = supervisorOf(installation)
  await installation.program.stop('SIGKILL')
  process.kill(supervisor, 'SIGKILL')
  const begun = performance.now()
  installation = await startInstallation(installation.settings)
  assert.ok(performance.now() - begun < 30_000)
  assert.equal(isAlive(orphan), false)
  assert.equal(readFileSync(join(installation.dataDirectory, 'secret'), 'utf8'), secret)
})

test('kill -9 of the supervisor alone: everything else ends too, the database cleanly', async () => {
  const pids = PARTS.map((part) => installation.pidOf(part))
  process.kill(supervisorOf(installation), 'SIGKILL')
  assert.equal(await installation.program.ended, 1)
  assert.deepEqual(pids.filter(isAlive), [])
  const log = readFileSync(join(installation.dataDirectory, 'postgres/postgres.log'), 'utf8')
  assert.match(log.trim(), /database system is shut down$/)
})

test('it starts after that too, and kill of npm, which tells its script nothing, stops everything in order', async () => {
  await installation.stop() // only where the test before has failed there is something to stop
  const npm = spawn('npm', ['start'], {
    cwd: CHECKOUT,
    env: cleanEnvironment(installation.settings),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  npm.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await until(() => output.includes(' is ready at '))
  npm.kill('SIGTERM')
  await until(() => /^postgres +│ stopped \(/m.test(output))
  const stopped = [...output.matchAll(/^(\w+) +│ stopped \(/gm)].map((match) => match[1])
  assert.deepEqual(stopped, STOP_ORDER)
})

test('it runs on a Postgres of somebody else, with a login that may create roles and databases', async () => {
  const cluster = await startThrowAwayCluster()
  const url = new URL(cluster.adminUrl)
  url.pathname = '/portal'
  const other = await startInstallation({ DATABASE_URL: url.href })
  assert.equal(await status(`${other.url}/readyz`), 200)
  assert.equal(other.pidOf('postgres'), 0)
  assert.equal(await other.stop(), 0)
  other.remove()
  cluster.remove()
})
