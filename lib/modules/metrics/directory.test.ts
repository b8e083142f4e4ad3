import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Directory } from './directory.ts'

const platforms = [{ id: 'p', name: 'Phoenix' }]
const tenants = [
  { id: 'a', name: 'acme', platformId: 'p' },
  { id: 'b', name: 'a', platformId: 'p' },
  { id: 'c', name: 'acme', platformId: 'q' },
]

test('finds a tenant of a platform by name or id; an id wins over a name that looks like it', () => {
  const directory = new Directory()
  directory.set(platforms, tenants)
  assert.equal(directory.resolve('p', 'acme'), 'a')
  assert.equal(directory.resolve('p', 'a'), 'a')
  assert.equal(directory.resolve('p', 'b'), 'b')
  assert.equal(directory.resolve('q', 'acme'), 'c')
  assert.equal(directory.resolve('q', 'a'), undefined)
})

test('an unknown id is shown as it is', () => {
  const directory = new Directory()
  directory.set(platforms, tenants)
  assert.deepEqual([directory.platformName('p'), directory.platformName('x')], ['Phoenix', 'x'])
  assert.deepEqual([directory.tenantName('b'), directory.tenantName('x')], ['a', 'x'])
})

test('the version counts changes, not readings', () => {
  const directory = new Directory()
  directory.set(platforms, tenants)
  const { version } = directory
  directory.set(platforms, [...tenants])
  assert.equal(directory.version, version)
  directory.set(platforms, tenants.slice(1))
  assert.equal(directory.version, version + 1)
})
