import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listedColumns, usualLayout, withColumn, withMoved } from './layout.ts'

const KNOWN = [
  { id: 'title', name: 'Incident' },
  { id: 'state', name: 'State' },
  { id: 'code', name: 'Code' },
  { id: 'rule', name: 'Rule', isExtra: true },
]
const USUAL = usualLayout(KNOWN)

test('a table begins with its columns but for those that are only shown when asked for', () => {
  assert.deepEqual(USUAL, { columns: ['title', 'state', 'code'], density: null })
})

test('a hidden column is listed behind those in sight, and comes back as the last one', () => {
  const hidden = withColumn(USUAL, KNOWN, 'state', false)
  assert.deepEqual(hidden.columns, ['title', 'code'])
  assert.deepEqual(
    listedColumns(KNOWN, hidden).map(({ id }) => id),
    ['title', 'code', 'state', 'rule'],
  )
  assert.deepEqual(withColumn(hidden, KNOWN, 'state', true).columns, ['title', 'code', 'state'])
})

test('the first column of a table is neither hidden nor moved, and nothing is moved before it', () => {
  assert.deepEqual(withColumn(USUAL, KNOWN, 'title', false), USUAL)
  assert.deepEqual(withMoved(USUAL, 'title', 2), USUAL)
  assert.deepEqual(withMoved(USUAL, 'code', 0).columns, ['title', 'code', 'state'])
})

test('a column is moved within the table, and one that is hidden stays where it is', () => {
  assert.deepEqual(withMoved(USUAL, 'state', 2).columns, ['title', 'code', 'state'])
  assert.deepEqual(withMoved(USUAL, 'state', 99).columns, ['title', 'code', 'state'])
  assert.deepEqual(withMoved(USUAL, 'rule', 1), USUAL)
})
