import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, test } from 'node:test'
import { DirectoryInUse, lockDirectory } from './lock.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A process that locks the directory, says how that went, and stays. */
async function holder(): Promise<{ said: string; pid: number; kill(): Promise<void> }> {
  const code = `
    import { lockDirectory } from ${JSON.stringify(new URL('lock.ts', import.meta.url).href)}
    try { lockDirectory(${JSON.stringify(directory)}); console.log('locked'); setInterval(() => {}, 1000) }
    catch (error) { console.log(error.message) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const said = await new Promise((done) => {
    createInterface({ input: child.stdout }).once('line', done)
  })
  return {
    said: String(said),
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('a second process is refused and told who holds the directory; after kill -9 it is free', async () => {
  const first = await holder()
  assert.throws(
    () => lockDirectory(directory),
    (error) => error instanceof DirectoryInUse && error.pid === first.pid,
  )
  await first.kill()
  const release = lockDirectory(directory)
  release()
  assert.equal(existsSync(join(directory, 'lock.json')), false)
})

test('a stale lock whose pid belongs to somebody else by now does not keep anybody out', () => {
  writeFileSync(join(directory, 'lock.json'), JSON.stringify({ pid: process.pid, startTime: '1' }))
  lockDirectory(directory)()
  writeFileSync(join(directory, 'lock.json'), 'not even JSON')
  lockDirectory(directory)()
})

test('of six processes that find one stale lock exactly one gets it', async () => {
  writeFileSync(join(directory, 'lock.json'), JSON.stringify({ pid: 2 ** 30, startTime: '1' }))
  const all = await Promise.all(Array.from({ length: 6 }, async () => await holder()))
  const said = all.map((one) => one.said)
  for (const one of all) await one.kill()
  assert.equal(said.filter((line) => line === 'locked').length, 1, said.join('\n'))
})
