import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ciArguments, difference, withoutLocalBinaries, withoutUsage } from './dependencies.mjs'

const manifest = { dependencies: { a: '1.0.0' }, devDependencies: { b: '2.0.0' } }
const wanted = {
  '': manifest,
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0', dev: true },
  'node_modules/a-darwin-arm64': { version: '1.0.0', optional: true },
}
const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }
const { 'node_modules/b': b, ...withoutB } = installed

test('packages that are those of the lock need nothing; what another system wants may be missing', () => {
  assert.equal(difference({ manifest, wanted, installed }), null)
})

const reasons = [
  { what: 'a missing package', change: { installed: withoutB }, reason: /node_modules\/b is missing/ },
  {
    what: 'another version',
    change: { installed: { ...installed, 'node_modules/b': { version: '2.0.1' } } },
    reason: /b is 2\.0\.1, the lock says 2\.0\.0/,
  },
  {
    what: 'a package too many',
    change: { installed: { ...installed, 'node_modules/c': b } },
    reason: /node_modules\/c is not in the lock/,
  },
  {
    what: 'package.json ahead of the lock',
    change: { manifest: { ...manifest, dependencies: { a: '1.1.0' } } },
    reason: /ahead of the lock/,
  },
]
for (const { what, change, reason } of reasons) {
  test(`${what} is a reason to install`, () => {
    assert.match(difference({ manifest, wanted, installed, ...change }), reason)
  })
}

test('the gate for install scripts is asked for where npm knows it; elsewhere none runs', () => {
  assert.ok(ciArguments(true).includes('--strict-allow-scripts'))
  assert.deepEqual(
    ciArguments(false).filter((word) => word.includes('scripts')),
    ['--ignore-scripts'],
  )
})

test('everything in the lock is installed, under NODE_ENV=production too', () => {
  for (const hasGate of [false, true]) assert.ok(ciArguments(hasGate).includes('--include=dev'))
})

test('npm does not run on the Node that it is about to delete', () => {
  const env = withoutLocalBinaries({ PATH: '/x/node_modules/.bin:/usr/bin:/x/node-gyp-bin', HOME: '/h' })
  assert.deepEqual(env, { PATH: '/usr/bin', HOME: '/h' })
})

test('the reason of npm is shown without its page of options', () => {
  const words =
    'npm error Missing: x@1 from lock file\nnpm error\nnpm error Clean install a project\nnpm error Usage:'
  assert.equal(withoutUsage(words), 'npm error Missing: x@1 from lock file')
})
