// The guide to restoring, followed to the letter: dumped by the command, put into an empty installation by the command.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { z } from 'zod'
import { cleanEnvironment, startInstallation, type Installation } from '#testing/processes.ts'
import { callCli } from './support/estate.ts'
import { PASSWORD, Person } from './support/person.ts'
import { writeOnce } from './support/remote-write.ts'
import { until } from './support/until.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
const ADMIN = 'admin@example.test'
const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'bailiwick-restore-'))
const names = (people: string) => z.object({ [people]: z.array(z.object({ name: z.string() })) })

let old: Installation
let fresh: Installation
let admin: Person
let tenant: string
let source: Record<string, string>
let dump: string
let usedCode: string

/** What `npm run restore -- FILE` printed in the installation that stands still, or what it failed with. */
async function restore(file: string): Promise<string> {
  const env = cleanEnvironment(fresh.settings)
  try {
    const { stdout } = await run('npm', ['run', '-s', 'restore', '--', file], { cwd: CHECKOUT, env })
    return stdout
  } catch (error) {
    const { code, stderr } = z.object({ code: z.number(), stderr: z.string() }).parse(error)
    return `exit ${code}: ${stderr}`
  }
}

before(async () => {
  old = await startInstallation()
  await callCli(old, 'setup', '--name', 'Ada Admin', '--email', ADMIN, '--password', PASSWORD)
  const platform = await callCli(old, 'platform', 'create', '--name', 'Licences')
  tenant =
    (await callCli(old, 'tenant', 'create', '--platform', platform['id'] ?? '', '--name', 'Merbau'))['id'] ??
    ''
  source = await callCli(old, 'source', 'create', '--tenant', tenant)
  admin = new Person(old.url)
  await admin.signIn(ADMIN, PASSWORD)
  await admin.enrol()
  usedCode = await admin.code()
})
after(async () => {
  for (const installation of [old, fresh]) {
    await installation.stop()
    installation.remove()
  }
  rmSync(folder, { recursive: true, force: true })
})

test('the command writes a dump and its manifest where it is told, for the owner alone', async () => {
  const { path, bytes, sha256 } = await callCli(old, 'backup', folder)
  dump = path ?? ''
  assert.equal(statSync(dump).size, Number(bytes))
  assert.equal(statSync(dump).mode & 0o777, 0o600)
  const manifest: unknown = JSON.parse(readFileSync(dump.replace(/dump$/, 'json'), 'utf8'))
  const { rows } = z
    .looseObject({ sha256: z.literal(sha256 ?? ''), rows: z.record(z.string(), z.number()) })
    .parse(manifest)
  // The one who set it up and the one tenant, beside the two canaries; their members have a reviewer.
  assert.deepEqual([rows['public.member'], rows['public.tenant']], [4, 3])
})

test('a damaged dump is refused, and the empty installation stays empty', async () => {
  await old.stop()
  const secret = readFileSync(join(old.dataDirectory, 'secret'), 'utf8').trim()
  const { DATA_DIR: _, ...settings } = old.settings
  fresh = await startInstallation({ ...settings, BAILIWICK_SECRET: secret })
  await fresh.stop()
  const damaged = join(folder, 'damaged')
  mkdirSync(damaged)
  const copy = join(damaged, basename(dump))
  copyFileSync(dump, copy)
  copyFileSync(dump.replace(/dump$/, 'json'), copy.replace(/dump$/, 'json'))
  appendFileSync(copy, 'x')
  assert.match(await restore(copy), /^exit 1: .*SHA-256/is)
})

test('restored, started: the same member signs in, the same tenant is there, its source writes, every chain holds', async () => {
  assert.match(await restore(dump), /restored \d+ rows in \d+ tables/)
  fresh = await startInstallation(fresh.settings)
  assert.equal(fresh.setupCode, undefined)
  await until('a code that was not used', async () => ((await admin.code()) === usedCode ? null : true))
  await admin.signIn(ADMIN, PASSWORD)
  const { tenants } = await admin.must(names('tenants'), 'GET', '/api/v1/tenants')
  assert.deepEqual(
    tenants?.map(({ name }) => name),
    ['Merbau'],
  )
  const address = { url: source['remoteWriteUrl'] ?? '', credential: source['credential'] ?? '' }
  const sample = { metric: 'restored', labels: {}, at: Date.now(), value: 1 }
  assert.equal((await writeOnce(address, [sample])).status, 204)
  assert.match(await fresh.cli('audit', 'verify'), / chains with \d+ entries are whole/)
})

test('an installation with members is not overwritten', async () => {
  await fresh.stop()
  assert.match(await restore(dump), /^exit 1: .*somebody works in this installation/s)
  fresh = await startInstallation(fresh.settings)
})
