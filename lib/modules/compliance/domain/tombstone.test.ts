import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsOf } from './tombstone.ts'

test('a name of one word is not looked for in texts: it would hit others', () => {
  const person = { email: 'al@example.test', targets: ['+6512345678', 'al@example.test'] }
  assert.deepEqual(wordsOf({ ...person, name: 'Al' }), ['al@example.test', '+6512345678'])
  assert.deepEqual(wordsOf({ ...person, name: 'Al Gonquin' }), [
    'al@example.test',
    'Al Gonquin',
    '+6512345678',
  ])
})
