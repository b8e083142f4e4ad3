import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultView } from './screens.ts'

const view = (name: string, isOwn: boolean, isShared: boolean, isDefault: boolean) => ({
  name,
  isOwn,
  isShared,
  isDefault,
})

test('a list begins with the own default, else with that of everybody, else as usual', () => {
  const shared = view('shared', false, true, true)
  const own = view('own', true, false, true)
  assert.equal(defaultView([shared, own])?.name, 'own')
  assert.equal(defaultView([shared, view('plain', true, false, false)])?.name, 'shared')
  assert.equal(defaultView([view('plain', true, true, false)]), null)
})
