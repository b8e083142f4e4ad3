import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initials } from './initials.ts'

test('initials of one, two and many names', () => {
  assert.equal(initials('Nadia Aziz'), 'NA')
  assert.equal(initials('mei lin tan'), 'MT')
  assert.equal(initials('Ravi'), 'R')
  assert.equal(initials('  '), '')
})
