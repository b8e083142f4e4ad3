import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addToHistory, historyKey, readHistory } from './query-history.ts'

const past = (expression: string, scope = 'operator') => ({
  expression,
  scope,
  at: '2026-11-20T14:00:00.000Z',
})

test('what a browser kept is read, and what is no query is left out', () => {
  const kept = [past('up'), { expression: 1 }, null, 'x', { ...past('a'), at: 'never' }]
  assert.deepEqual(readHistory(JSON.stringify(kept)), [past('up')])
  for (const text of [null, '', '{', '{}', '"up"']) assert.deepEqual(readHistory(text), [])
})

test('the newest stands first, once in its scope, and fifty are kept', () => {
  const first = addToHistory([past('a'), past('b')], [past('b'), past(' '), past('')])
  assert.deepEqual(first, [past('b'), past('a')])
  assert.deepEqual(addToHistory([past('a')], [past('a', 'tenant:x')]).length, 2)
  const many = Array.from({ length: 80 }, (_, i) => past(`a${i}`))
  assert.equal(addToHistory(many, [past('new')]).length, 50)
  assert.equal(readHistory(JSON.stringify(many)).length, 50)
})

test('two members of one browser have lists of their own', () =>
  assert.notEqual(historyKey('a@example.test'), historyKey('b@example.test')))
