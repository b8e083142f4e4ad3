import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepLook, readTableAddress, viewQuery, withLayout, withSort } from './table-address.ts'

const COLUMNS = [
  { id: 'title', name: 'Incident' },
  { id: 'state', name: 'State' },
  { id: 'code', name: 'Code' },
  { id: 'rule', name: 'Rule', isExtra: true },
]
const TABLE = { columns: COLUMNS, sorts: ['title', 'state'] }
const read = (query: string) => readTableAddress(new URLSearchParams(query), TABLE)

test('an address that says nothing shows the table as usual', () => {
  assert.deepEqual(read(''), {
    layout: { columns: ['title', 'state', 'code'], density: null },
    sort: null,
    notices: [],
  })
})

test('columns, height and order are read, and the first column is always the first', () => {
  assert.deepEqual(read('columns=rule,state&density=compact&sort=-state'), {
    layout: { columns: ['title', 'rule', 'state'], density: 'compact' },
    sort: { column: 'state', direction: 'descending' },
    notices: [],
  })
})

test('what cannot be understood is as usual, and each thing is said', () => {
  const said = read('columns=state,<b>&density=huge&sort=code')
  assert.deepEqual(said.layout, { columns: ['title', 'state'], density: null })
  assert.equal(said.sort, null)
  assert.deepEqual(said.notices, [
    { what: 'noColumn', value: '<b>' },
    { what: 'noDensity', value: 'huge' },
    { what: 'noSort', value: 'code' },
  ])
  assert.deepEqual(read('columns=nothing,known').layout.columns, ['title', 'state', 'code'])
})

test('a notice repeats no more than 40 characters of an address', () => {
  const [notice] = read(`density=${'x'.repeat(5000)}`).notices
  assert.equal(notice?.value, `${'x'.repeat(40)}…`)
})

test('a layout is written into the address, and left out once it is as usual', () => {
  const search = new URLSearchParams('scope=operator&state=all')
  const moved = withLayout(search, { columns: ['title', 'code'], density: 'touch' }, COLUMNS)
  assert.equal(moved.toString(), 'scope=operator&state=all&columns=title%2Ccode&density=touch')
  const usual = withLayout(moved, { columns: ['title', 'state', 'code'], density: null }, COLUMNS)
  assert.equal(usual.toString(), 'scope=operator&state=all')
})

test('another order begins at the beginning of the list', () => {
  const search = new URLSearchParams('before=2026_1&sort=title')
  assert.equal(withSort(search, { column: 'state', direction: 'descending' }).toString(), 'sort=-state')
  assert.equal(withSort(search, null).toString(), '')
})

test('a view keeps neither the scope nor the page of the list, and is the same text for the same choices', () => {
  const query = viewQuery(
    new URLSearchParams(
      'view=1&state=all&scope=operator&before=x&columns=title&event=1&member=2&do=createKey',
    ),
  )
  assert.equal(query, 'columns=title&state=all')
})

test('another filter keeps the columns', () => {
  const search = new URLSearchParams('scope=tenant:1&columns=title,code&state=all')
  assert.equal(
    keepLook('/incidents?scope=tenant:1&severity=P0', search),
    '/incidents?scope=tenant:1&severity=P0&columns=title,code',
  )
})
