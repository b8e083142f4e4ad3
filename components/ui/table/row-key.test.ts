import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowAct, rowAfter } from './row-key.ts'

const pressed = (key: string, held: Partial<Parameters<typeof rowAct>[0]> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

test('rows are walked by letters and arrows, in capitals too, and not with a modifier', () => {
  assert.equal(rowAct(pressed('j')), 'next')
  assert.equal(rowAct(pressed('J')), 'next')
  assert.equal(rowAct(pressed('ArrowUp')), 'previous')
  assert.equal(rowAct(pressed('.')), 'menu')
  assert.equal(rowAct(pressed('x', { ctrlKey: true })), null)
  assert.equal(rowAct(pressed('Enter')), null)
})

test('a walk ends at the first and at the last row', () => {
  assert.equal(rowAfter('next', -1, 3), 0)
  assert.equal(rowAfter('next', 2, 3), null)
  assert.equal(rowAfter('previous', 0, 3), null)
  assert.equal(rowAfter('last', 0, 3), 2)
  assert.equal(rowAfter('first', 2, 0), null)
  assert.equal(rowAfter('open', 1, 3), null)
})
