import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spreadOf, textOf } from './spread.ts'

test('the spread of an odd and of an even number of values', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { n: 3, min: 1, median: 2, p95: 3, max: 3 })
  assert.deepEqual(spreadOf([4, 1, 3, 2]), { n: 4, min: 1, median: 2.5, p95: 4, max: 4 })
  assert.deepEqual(spreadOf([7]), { n: 1, min: 7, median: 7, p95: 7, max: 7 })
})

test('one value in twenty may lie above p95', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)
  assert.equal(spreadOf(hundred).p95, 95)
  assert.equal(spreadOf(hundred.slice(0, 20)).p95, 99)
})

test('it is written with its number', () => {
  assert.equal(textOf(spreadOf([0.5, 1])), 'min 0.500 · median 0.750 · p95 1.000 · max 1.000 (n = 2)')
})
