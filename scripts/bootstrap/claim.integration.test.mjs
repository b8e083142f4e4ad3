import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, test } from 'node:test'
import { assertFree } from '../build.mjs'
import { socketPath } from './claim.mjs'

const CLAIM = JSON.stringify(new URL('claim.mjs', import.meta.url).href)
const children = []
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'))
})
afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

/** A process that claims `folder` for a data directory; resolves with "claimed", or with why not. */
async function start(data = '') {
  const code = `
    import { claim, socketPath } from ${CLAIM}
    try {
      const tell = await claim(socketPath(${JSON.stringify('/checkout')}, ${JSON.stringify(data)}))
      tell({ url: 'http://localhost:3000' })
      process.on('SIGTERM', () => process.exit(0))
      console.log('claimed')
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(error.exitCode + ' ' + error.message)
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  children.push({ child, ended })
  const [said] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, said, ended }
}

test('a second start is told where the first one runs and what its process is', async () => {
  const first = await start()
  const second = await start()
  assert.equal(first.said, 'claimed')
  assert.match(second.said, /^3 Bailiwick already runs here at http:\/\/localhost:3000 \(process \d+\)/)
  assert.ok(second.said.includes(String(first.child.pid)))
})

test('another data directory of the same checkout is another installation', async () => {
  const both = [await start('/one'), await start('/two')]
  assert.deepEqual(
    both.map(({ said }) => said),
    ['claimed', 'claimed'],
  )
})

test('an ordered end leaves nothing behind', async () => {
  const { child, ended } = await start()
  child.kill('SIGTERM')
  await ended
  assert.deepEqual(readdirSync(join(folder, '.run')), [])
})

test('after kill -9 the claim is free; of six starters at once exactly one gets it', async () => {
  const { child, ended } = await start()
  child.kill('SIGKILL')
  await ended
  assert.equal(readdirSync(join(folder, '.run')).length, 1)
  const said = (await Promise.all(Array.from({ length: 6 }, async () => await start()))).map(
    (one) => one.said,
  )
  assert.equal(said.filter((line) => line === 'claimed').length, 1, said.join('\n'))
  assert.equal(said.filter((line) => line.startsWith('3 ')).length, 5, said.join('\n'))
})

test('a start that is paused still holds its claim', async () => {
  const { child } = await start()
  child.kill('SIGSTOP')
  const { said } = await start()
  child.kill('SIGCONT')
  assert.match(said, /^3 Bailiwick already runs here/)
})

test('nothing that a running installation serves is changed under it, except by itself', async () => {
  const { child } = await start()
  const back = process.cwd()
  try {
    const refused = assertFree(folder, { because: 'the pages have to be built again' })
    await assert.rejects(
      refused,
      new RegExp(`pages .* but process ${child.pid} runs from this checkout at http://localhost:3000`),
    )
    await assertFree(folder, { because: 'the pages have to be built again', except: child.pid })
  } finally {
    process.chdir(back)
  }
})

test('the path of the socket is short however deep the checkout lies', () => {
  assert.ok(socketPath(`/deep${'/folder'.repeat(40)}`, '/data').length < 30)
})
