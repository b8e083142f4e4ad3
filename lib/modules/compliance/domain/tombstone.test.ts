import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exactlyOf, patternOf, wordsOf } from './tombstone.ts'

test('a name of one word is not looked for in texts: it would hit others', () => {
  const addresses = ['al@example.test', '+6512345678', 'al@example.test']
  assert.deepEqual(wordsOf({ addresses, names: ['Al'] }), ['al@example.test', '+6512345678'])
  assert.deepEqual(wordsOf({ addresses, names: ['Al Gonquin', 'Al Before'] }), [
    'al@example.test',
    '+6512345678',
    'Al Gonquin',
    'Al Before',
  ])
})

test('words are found whole, whatever they begin with, and as JSON spells them', () => {
  // What Postgres calls [:alnum:] is [0-9A-Za-z] for these texts.
  const found = (words: string[], text: string): boolean =>
    new RegExp(patternOf(words).replaceAll('[[:alnum:]]', '[0-9A-Za-z]'), 'i').test(text)
  assert.ok(found(['+6512345678'], 'call +6512345678.'))
  assert.ok(found(['al@example.test'], 'to <AL@example.test>'))
  assert.ok(!found(['al@example.test'], 'pascal@example.test'))
  assert.ok(!found(['Al Gonquin'], 'Al Gonquinson'))
  assert.ok(found(['Al "Al" Gonquin'], JSON.stringify({ name: 'Al "Al" Gonquin' })))
  assert.ok(new RegExp(exactlyOf(['Al (x)'])).test('Al (x)'))
  assert.ok(!new RegExp(exactlyOf(['Al (x)'])).test('Al (x) and more'))
})
