import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, afterEach, test } from 'node:test'
import { inputsHash, makeWhenStale } from './inputs.mjs'

let root
const write = (name, text) => writeFileSync(join(root, name), text)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inputs-'))
  mkdirSync(join(root, 'app'))
  write('app/page.tsx', 'a')
})
afterEach(() => rmSync(root, { recursive: true }))

test('the hash follows contents, names and settings, not times, tests or documents', () => {
  const hash = (extra) => inputsHash(root, ['app', 'lib', 'next.config.ts'], extra)
  const before = hash()
  utimesSync(join(root, 'app/page.tsx'), 1, 1)
  write('app/page.test.tsx', 'x')
  write('app/README.md', 'x')
  assert.equal(hash(), before)
  const seen = new Set([before, hash(['NEXT_PUBLIC_X=1'])])
  write('app/page.tsx', 'b')
  seen.add(hash())
  write('next.config.ts', 'export default {}')
  seen.add(hash())
  mkdirSync(join(root, 'lib'))
  write('lib/a.ts', '1')
  seen.add(hash())
  assert.equal(seen.size, 5)
})

test('two layouts with the same bytes differ', () => {
  const one = inputsHash(root, ['app'])
  rmSync(join(root, 'app/page.tsx'))
  write('app/pag', 'e.tsxa')
  assert.notEqual(inputsHash(root, ['app']), one)
})

test('a thing is made when it is missing or its inputs changed, and an interrupted making never looks fresh', async () => {
  let made = 0
  const plan = {
    stamp: join(root, 'out/stamp'),
    output: join(root, 'out/thing'),
    hash: () => inputsHash(root, ['app']),
    make: async () => {
      made += 1
      mkdirSync(join(root, 'out'), { recursive: true })
      write('out/thing', 'made')
    },
  }
  assert.deepEqual([await makeWhenStale(plan), await makeWhenStale(plan), made], [true, false, 1])
  rmSync(plan.output)
  assert.equal(await makeWhenStale(plan), true)
  write('app/page.tsx', 'changed')
  const broken = { ...plan, make: async () => await Promise.reject(new Error('out of memory')) }
  await assert.rejects(makeWhenStale(broken), /out of memory/)
  assert.equal(existsSync(plan.stamp), false)
  assert.deepEqual([await makeWhenStale(plan), made], [true, 3])
})
