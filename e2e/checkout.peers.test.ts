// Needs root, who alone can become another user. Copies of this checkout in places where they are hard to run.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { isRoot, stateDirectory } from '#lib/infra/cluster/place.ts'
import { startInstallation } from '#testing/processes.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')
/** Made anew in a copy, or not part of it. */
const LEFT_OUT = new Set(['.git', '.next', '.data', '.run', '.cache', 'generated', 'node_modules', '.env'])

let home = ''
let copy = ''

beforeEach(() => {
  assert.ok(isRoot(), 'this test needs root')
  home = mkdtempSync(join(tmpdir(), 'bailiwick-home-'))
  copy = join(home, 'checkout')
  mkdirSync(copy)
  for (const name of readdirSync(CHECKOUT).filter((entry) => !LEFT_OUT.has(entry))) {
    execFileSync('cp', ['-a', join(CHECKOUT, name), copy])
  }
  execFileSync('cp', ['-al', join(CHECKOUT, 'node_modules'), copy]) // hard links: nothing writes there
  chmodSync(home, 0o700)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const page = async (url: string): Promise<number> => (await fetch(url, { redirect: 'manual' })).status

test('root starts it in a checkout below a home of mode 0700; the data lies outside', async () => {
  const state = stateDirectory(copy, undefined)
  const installation = await startInstallation({ DATA_DIR: '' }, { cwd: copy })
  assert.equal(await page(`${installation.url}/setup`), 200)
  assert.ok(existsSync(join(state, 'postgres/data')) && !existsSync(join(copy, '.data')))
  assert.equal(statSync(join(state, 'secret')).mode & 0o777, 0o600)
  assert.equal(await installation.stop(), 0)
  rmSync(state, { recursive: true })
})

test('a normal user starts it; the data lies in the checkout', async () => {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody']).toString()))
  assert.ok(uid !== undefined && gid !== undefined)
  execFileSync('chown', [`${uid}:${gid}`, home])
  execFileSync('find', [
    copy,
    '-path',
    join(copy, 'node_modules'),
    '-prune',
    '-o',
    '-exec',
    'chown',
    `${uid}:${gid}`,
    '{}',
    '+',
  ])
  const installation = await startInstallation({ DATA_DIR: '', HOME: home }, { cwd: copy, uid, gid })
  assert.equal(await page(`${installation.url}/setup`), 200)
  assert.equal(statSync(join(copy, '.data/postgres/data')).uid, uid)
  assert.equal(await installation.stop(), 0)
})
