import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrangeRows, usualColumns } from './arrange-rows.ts'
import type { Column } from './column.ts'

interface Row {
  readonly name: string
  readonly size: number
}
const columns: readonly Column<Row>[] = [
  { id: 'name', head: 'Name', cell: ({ name }) => name, compare: (a, b) => a.name.localeCompare(b.name) },
  { id: 'size', head: 'Size', cell: ({ size }) => size, compare: (a, b) => a.size - b.size },
  { id: 'note', head: 'Note', cell: () => null, isExtra: true },
]
const rows: readonly Row[] = [
  { name: 'b', size: 2 },
  { name: 'a', size: 1 },
  { name: 'c', size: 1 },
]
const arrange = (shown: readonly string[], sort: Parameters<typeof arrangeRows<Row>>[0]['sort']) =>
  arrangeRows({ columns, rows, rowKey: ({ name }) => name, shown, sort })
const keys = (sort: Parameters<typeof arrange>[1]) => arrange(['name'], sort).rows.map(({ key }) => key)

test('rows stand as they came, or sorted; equal ones keep their order in both directions', () => {
  assert.deepEqual(keys(null), ['b', 'a', 'c'])
  assert.deepEqual(keys({ column: 'size', direction: 'ascending' }), ['a', 'c', 'b'])
  assert.deepEqual(keys({ column: 'size', direction: 'descending' }), ['b', 'a', 'c'])
  assert.deepEqual(keys({ column: 'note', direction: 'ascending' }), ['b', 'a', 'c'])
  assert.deepEqual(keys({ column: 'none', direction: 'ascending' }), ['b', 'a', 'c'])
})

test('columns stand in the order that was asked for, and what is none is left out', () => {
  const ids = arrange(['note', 'name', 'nothing'], null).columns.map(({ id }) => id)
  assert.deepEqual(ids, ['note', 'name'])
  assert.deepEqual(usualColumns(columns), ['name', 'size'])
})
