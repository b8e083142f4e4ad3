import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  askedOf,
  isAsItComes,
  listHref,
  listFaults,
  readListFilter,
  sortedColumns,
  type ListSpec,
} from './list-filter.ts'

const SPEC: ListSpec<'-state' | 'state' | 'name'> = {
  path: '/tenants',
  sorts: ['-state', 'state', 'name'],
  usual: '-state',
}
const ID = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'

test('an address that says nothing is as usual', () => {
  const filter = readListFilter(SPEC, { scope: 'operator' })
  assert.deepEqual(filter, { text: '', sort: '-state', after: null })
  assert.equal(listHref(SPEC, filter, 'operator'), '/tenants?scope=operator&view=usual')
  assert.deepEqual(listFaults(SPEC, {}), [])
  assert.deepEqual(askedOf(filter), { sort: '-state', limit: 100 })
})

test('what an address says is read, asked for, and written again', () => {
  const filter = readListFilter(SPEC, { text: ' a ', sort: 'name', after: ID })
  assert.deepEqual(filter, { text: 'a', sort: 'name', after: ID })
  assert.deepEqual(askedOf(filter), { text: 'a', sort: 'name', limit: 100, after: ID })
  assert.match(
    listHref(SPEC, filter, 'operator'),
    /^\/tenants\?scope=operator&text=a&sort=name&after=0199f0a2[\w-]+$/,
  )
})

test('what an address says wrongly falls back, and a notice says so', () => {
  const wrong = { sort: 'best', after: 'x', text: ['a'.repeat(200), 'b'] }
  assert.deepEqual(readListFilter(SPEC, wrong), { text: 'a'.repeat(100), sort: '-state', after: null })
  assert.deepEqual(listFaults(SPEC, wrong), ['order', 'place', 'longText'])
  assert.equal(readListFilter(SPEC, { text: 'a\u0000b' }).text, '')
  assert.deepEqual(listFaults(SPEC, { text: 'a\u0000b' }), ['noText'])
})

test('a list is as it comes when its address asks for nothing else', () => {
  const plain = readListFilter(SPEC, {})
  assert.equal(isAsItComes(SPEC, plain), true)
  for (const other of [{ text: 'a' }, { sort: 'name' }, { after: ID }] as const)
    assert.equal(isAsItComes(SPEC, readListFilter(SPEC, other)), false)
})

test('a column is sorted by in both directions', () => {
  assert.deepEqual(sortedColumns(SPEC), ['state', 'name'])
})
