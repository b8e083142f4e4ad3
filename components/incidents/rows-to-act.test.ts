import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { rowsToAct, type ListToAct } from './rows-to-act.ts'

const t = englishText('incidents')
const list: ListToAct = {
  rows: [
    { id: 'a', code: 'INC-1', state: 'open' },
    { id: 'b', code: 'INC-2', state: 'acknowledged' },
    { id: 'c', code: 'INC-3', state: 'resolved' },
  ],
  chosen: new Set(),
  focused: null,
}

test('a key acts on the chosen ones, wherever they stand, before the one in focus', () => {
  assert.deepEqual(rowsToAct(t, 'resolve', { ...list, chosen: new Set(['a', 'elsewhere']), focused: 'b' }), [
    'a',
    'elsewhere',
  ])
  assert.deepEqual(rowsToAct(t, 'acknowledge', { ...list, focused: 'a' }), ['a'])
  assert.deepEqual(rowsToAct(t, 'resolve', { ...list, focused: 'b' }), ['b'])
})

test('what is so already is not asked for again, and a key without a row says how to get to one', () => {
  assert.equal(rowsToAct(t, 'acknowledge', { ...list, focused: 'b' }), 'INC-2 is acknowledged already.')
  for (const act of ['acknowledge', 'resolve'] as const) {
    assert.equal(rowsToAct(t, act, { ...list, focused: 'c' }), 'INC-3 is resolved already.')
    assert.equal(rowsToAct(t, act, { ...list, focused: 'gone' }), rowsToAct(t, act, list))
    assert.match(String(rowsToAct(t, act, list)), /^No incident is chosen\./)
  }
})
