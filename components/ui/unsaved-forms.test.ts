import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsText, leavesPage, unsavedMark } from './unsaved-forms.ts'

const HERE = 'https://portal.example.org/rules?scope=operator'

test('another page and another site are left for, another filter is not', () => {
  assert.equal(leavesPage('/incidents', HERE), true)
  assert.equal(leavesPage('https://elsewhere.example.org/rules', HERE), true)
  assert.equal(leavesPage('/rules?scope=operator&severity=P0', HERE), false)
  assert.equal(leavesPage('#top', HERE), false)
})

test('a form says whether text that was not sent stands in it', () => {
  assert.deepEqual(unsavedMark(true), { 'data-unsaved': 'yes' })
  assert.deepEqual(unsavedMark(false), { 'data-unsaved': 'no' })
})

test('a secret marks no form as typed into, also while it is shown; nor does what is looked for', () => {
  for (const autocomplete of ['new-password', 'current-password', 'one-time-code'])
    assert.equal(holdsText({ type: 'text', autocomplete }), false, autocomplete)
  for (const type of ['password', 'search', 'hidden'])
    assert.equal(holdsText({ type, autocomplete: '' }), false, type)
  for (const autocomplete of ['', 'off', 'email'])
    assert.equal(holdsText({ type: 'text', autocomplete }), true)
})
