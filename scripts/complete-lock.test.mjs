import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readJson, ROOT } from './bootstrap/checkout.mjs'
import { complete, disagreements, platformOf } from './complete-lock.mjs'

const platforms = {
  '@next/swc-darwin-arm64': { cpu: ['arm64'], os: ['darwin'] },
  '@next/swc-linux-x64-musl': { cpu: ['x64'], libc: ['musl'], os: ['linux'] },
  '@oxlint/binding-linux-arm-gnueabihf': { cpu: ['arm'], libc: ['glibc'], os: ['linux'] },
  'jscpd-windows-x64-msvc': { cpu: ['x64'], os: ['win32'] },
  '@oxlint-tsgolint/win32-arm64': { cpu: ['arm64'], os: ['win32'] },
  '@tailwindcss/oxide-wasm32-wasi': { cpu: ['wasm32'] },
  fsevents: { os: ['darwin'] },
  'left-pad': null,
}
for (const [name, platform] of Object.entries(platforms)) {
  test(`the platform of ${name}`, () => assert.deepEqual(platformOf(name), platform))
}

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '1.2.3' } },
    'node_modules/a': {
      version: '1.2.3',
      dev: true,
      resolved: 'https://registry.example/a.tgz',
      optionalDependencies: { 'a-darwin-arm64': '^1.2.3', 'a-linux-x64': '1.2.3' },
    },
    'node_modules/a-linux-x64': { version: '1.2.3' },
  },
}

test('what is missing is added once, what names a registry goes, and the input stays as it was', () => {
  const before = structuredClone(lock)
  const once = complete(lock)
  assert.deepEqual(once.lock.packages['node_modules/a-darwin-arm64'], {
    version: '1.2.3',
    cpu: ['arm64'],
    dev: true,
    optional: true,
    os: ['darwin'],
  })
  assert.equal(once.lock.packages['node_modules/a'].resolved, undefined)
  assert.equal(once.changes.length, 2)
  assert.deepEqual(complete(once.lock).changes, [])
  assert.deepEqual(lock, before)
})

test('an optional package whose name tells no platform is a real gap', () => {
  const packages = { '': { optionalDependencies: { 'left-pad': '1.0.0' } } }
  assert.throws(() => complete({ packages }), /left-pad .* run `npm install`/)
})

test('package.json and the lock disagree in words', () => {
  const manifest = { dependencies: { a: '1.2.4', b: '1.0.0' } }
  assert.deepEqual(disagreements(manifest, lock), [
    'a: package.json says 1.2.4, the lock 1.2.3',
    'b: package.json says 1.0.0, the lock nothing',
  ])
})

test('the lock of this checkout lets a newcomer on every system in', () => {
  const ours = readJson(join(ROOT, 'package-lock.json'))
  assert.deepEqual(complete(ours).changes, [])
  assert.deepEqual(disagreements(readJson(join(ROOT, 'package.json')), ours), [])
  for (const [key, entry] of Object.entries(ours.packages)) {
    assert.equal(entry.resolved, undefined, `${key} names a registry`)
    if (key !== '') assert.match(entry.version, /^\d+\.\d+\.\d+/, key)
  }
})
