import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROOT, readJson } from './checkout.mjs'
import { allowedPackages, assertReviewed, knowsGate } from './install-scripts.mjs'

const packages = {
  '': { name: 'ours', hasInstallScript: true },
  'node_modules/plain': { version: '1.0.0' },
  'node_modules/good': { version: '1.0.0', hasInstallScript: true },
  'node_modules/@scope/bad': { version: '2.0.0', hasInstallScript: true, optional: true },
  'node_modules/plain/node_modules/alias': { name: 'real', version: '3.0.0', hasInstallScript: true },
}
const allowed = { good: true, '@scope/bad': false, real: false }

test('what was reviewed is installed; only what was allowed runs', () => {
  assertReviewed(packages, allowed)
  assert.deepEqual(
    allowedPackages(packages, allowed).map(({ name, path }) => [name, path]),
    [['good', 'node_modules/good']],
  )
})

for (const [what, list, named] of [
  ['a package that nobody reviewed', { good: true, '@scope/bad': false }, /of real 3\.0\.0\. .*allowScripts/],
  ['one under another name than its own', { ...allowed, real: undefined, alias: true }, /of real 3\.0\.0/],
  [
    'another version than the reviewed one',
    { '@scope/bad': false, real: false, 'good@0.9.0': true },
    /good 1/,
  ],
  ['an answer that is neither yes nor no', { ...allowed, good: 'yes' }, /good 1\.0\.0/],
  ['a project that reviewed nothing', undefined, /good 1\.0\.0, @scope\/bad 2\.0\.0, real 3\.0\.0/],
]) {
  test(`${what} is refused by its name`, () => {
    assert.throws(() => assertReviewed(packages, list), named)
  })
}

test('a version that was reviewed counts for itself', () => {
  assert.equal(allowedPackages(packages, { ...allowed, 'good@1.0.0': false }).length, 0)
})

test('the lock of this project has no script that nobody reviewed', () => {
  const { allowScripts } = readJson(`${ROOT}/package.json`)
  const lock = readJson(`${ROOT}/package-lock.json`).packages
  assertReviewed(lock, allowScripts)
  assert.ok(allowedPackages(lock, allowScripts).some(({ name }) => name === 'node'))
})

test('npm is asked whether it knows the gate; a version before 11 does not, whatever it was made to say', () => {
  assert.ok(knowsGate({ version: '11.19.1', answer: 'false' }))
  assert.ok(knowsGate({ version: '12.0.0', answer: 'true' }))
  assert.ok(!knowsGate({ version: '11.0.0', answer: 'undefined' }))
  assert.ok(!knowsGate({ version: '10.9.9', answer: 'true' }))
})
