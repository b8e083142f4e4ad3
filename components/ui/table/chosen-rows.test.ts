import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_ROWS, withAll, withRange, withToggled } from './chosen-rows.ts'

const ORDER = ['a', 'b', 'c', 'd', 'e']

test('a row is chosen and let go again', () => {
  const one = withToggled(NO_ROWS, 'b')
  assert.deepEqual([...one.keys], ['b'])
  assert.deepEqual([...withToggled(one, 'b').keys], [])
})

test('a range goes from the row that was chosen last, in either direction, and keeps what was chosen before', () => {
  const down = withRange(withToggled(NO_ROWS, 'b'), ORDER, 'd')
  assert.deepEqual([...down.keys], ['b', 'c', 'd'])
  const up = withRange(withToggled(withToggled(NO_ROWS, 'e'), 'c'), ORDER, 'a')
  assert.deepEqual([...up.keys].toSorted(), ['a', 'b', 'c', 'e'])
})

test('a range without a beginning, or from a row that is gone, is one row', () => {
  assert.deepEqual([...withRange(NO_ROWS, ORDER, 'c').keys], ['c'])
  assert.deepEqual([...withRange({ keys: new Set(), anchor: 'gone' }, ORDER, 'c').keys], ['c'])
})

test('all rows are chosen, and none when all of them were', () => {
  const all = withAll(withToggled(NO_ROWS, 'b'), ORDER)
  assert.equal(all.keys.size, 5)
  assert.equal(withAll(all, ORDER).keys.size, 0)
})
