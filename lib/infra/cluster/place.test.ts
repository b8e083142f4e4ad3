import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { stateDirectory } from './place.ts'

const here = import.meta.dirname
const above = join(here, '..')

test('a normal user has the data in the checkout', () => {
  assert.equal(stateDirectory(here, undefined, false), join(here, '.data'))
})

test('as root it lies outside, in a folder of its own for each checkout', () => {
  const one = stateDirectory(here, undefined, true)
  assert.match(one, /^\/var\/lib\/bailiwick\/[0-9a-f]{12}$/)
  assert.equal(stateDirectory(here, '', true), one)
  assert.notEqual(stateDirectory(above, undefined, true), one)
})

test('DATA_DIR is used as it is, relative to the checkout', () => {
  assert.equal(stateDirectory(here, '/srv/data', true), '/srv/data')
  assert.equal(stateDirectory(here, 'data', false), join(here, 'data'))
})
