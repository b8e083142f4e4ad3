import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNear, slips } from './near-word.ts'

test('slips are letters too many, too few, other ones, and neighbours that changed places', () => {
  assert.deepEqual(
    [
      ['merbau', 'merbau', 0],
      ['merbu', 'merbau', 1],
      ['merbbau', 'merbau', 1],
      ['merdau', 'merbau', 1],
      ['mebrau', 'merbau', 1],
      ['mebrua', 'merbau', 2],
      ['', 'ab', 2],
    ].map(([a, b]) => slips(String(a), String(b), 9)),
    [0, 1, 1, 1, 1, 2, 2],
  )
  assert.equal(slips('merbau', 'a', 2), 3)
})

test('a short word forgives nothing, a longer one a slip, a long one two', () => {
  assert.ok(isNear(['merdau'], 'Merbau Trading 7'))
  assert.ok(isNear(['mebrau', 'tarding'], 'Merbau Trading 7'))
  assert.ok(isNear(['certifacte'], 'Certificate ends in 3 days'))
  assert.ok(isNear(['chekc'], 'checkout-api'), 'the beginning of a word')
  assert.ok(!isNear(['apx'], 'api'))
  assert.ok(!isNear(['merbau', 'zebra'], 'Merbau Trading 7'))
  assert.ok(!isNear(['zzyzx'], 'ledger'))
})
