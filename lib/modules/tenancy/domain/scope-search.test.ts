import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasWords, literally, splitParams, wordsOf } from './scope-search.ts'

test('a text is its words, five of them at most', () => {
  assert.deepEqual(wordsOf('  merbau\ttrading '), ['merbau', 'trading'])
  assert.deepEqual(wordsOf(' '), [])
  assert.equal(wordsOf('a b c d e f').length, 5)
})

test('a name has all words, in any case and order', () => {
  assert.ok(hasWords('Merbau Trading', ['trad', 'MER']))
  assert.ok(!hasWords('Merbau Trading', ['merbau', 'foods']))
  assert.ok(hasWords('anything', []))
})

test('what means something in a pattern means itself', () => {
  assert.equal(literally(String.raw`100%_a\b`), String.raw`100\%\_a\\b`)
  assert.equal(literally('merbau'), 'merbau')
})

test('a list of parameters names each once', () => {
  assert.deepEqual(splitParams('operator, tenant:1,,tenant:1'), ['operator', 'tenant:1'])
  assert.deepEqual(splitParams(''), [])
})
