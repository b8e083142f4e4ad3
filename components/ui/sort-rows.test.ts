import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareMissingLast, nextSort, sortRows } from './sort-rows.ts'

const byN = (x: { n: number }, y: { n: number }) => x.n - y.n
const ids = (sorted: readonly { id: string }[]) => sorted.map(({ id }) => id).join('')

test('a head is ascending, then descending, then back to the order of the table', () => {
  const first = nextSort(null, 'name')
  const second = nextSort(first, 'name')
  assert.deepEqual(first, { column: 'name', direction: 'ascending' })
  assert.deepEqual(second, { column: 'name', direction: 'descending' })
  assert.equal(nextSort(second, 'name'), null)
  assert.deepEqual(nextSort(second, 'age'), { column: 'age', direction: 'ascending' })
})

test('equal rows keep their order in both directions', () => {
  const rows = [
    { id: 'a', n: 1 },
    { id: 'b', n: 0 },
    { id: 'c', n: 1 },
  ]
  assert.equal(ids(sortRows(rows, byN, 'ascending')), 'bac')
  assert.equal(ids(sortRows(rows, byN, 'descending')), 'acb')
  assert.equal(ids(sortRows(rows, undefined, 'descending')), 'abc')
})

test('what is missing sorts after every value', () => {
  const compare = compareMissingLast<number>((a, b) => a - b)
  assert.deepEqual([null, 3, null, -1].toSorted(compare), [-1, 3, null, null])
})
