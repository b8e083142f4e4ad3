import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typedNumber } from './typed-number.ts'
import { typedText } from './typed-text.ts'

test('an empty field stays out of the request, and what is typed loses its edges', () => {
  assert.equal(typedText('  ada '), 'ada')
  assert.equal(typedText('  '), undefined)
})

test('an empty field is no number, not even 0, and neither is a word', () => {
  assert.equal(typedNumber(' 15 '), 15)
  assert.ok(Number.isNaN(typedNumber(' ')))
  assert.ok(Number.isNaN(typedNumber('ten')))
})
