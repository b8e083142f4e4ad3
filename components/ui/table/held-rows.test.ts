import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdBack } from './held-rows.ts'

const self = (row: string): string => row

test('a row that would push a known one down waits', () => {
  assert.deepEqual(holdBack(['new', 'a', 'newer', 'b'], self, new Set(['a', 'b'])), {
    shown: ['a', 'b'],
    waiting: 2,
  })
})

test('rows behind the last known one are shown, and known ones that are gone are gone', () => {
  assert.deepEqual(holdBack(['b', 'older'], self, new Set(['a', 'b'])), { shown: ['b', 'older'], waiting: 0 })
})

test('a list of which nothing is known is shown whole', () => {
  assert.deepEqual(holdBack(['a', 'b'], self, new Set()), { shown: ['a', 'b'], waiting: 0 })
})
