import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiMatrixFilter, matrixHref, readMatrixFilter } from './matrix-filter.ts'

const NONE = { state: null, tenant: '', service: '', page: 1 }

test('an address without anything shows everything, and a good one is read', () => {
  assert.deepEqual(readMatrixFilter({}), { filter: NONE, notices: [] })
  const { filter, notices } = readMatrixFilter({
    state: 'down',
    tenant: ' Mer ',
    service: ['api', 'b'],
    page: '3',
  })
  assert.deepEqual(filter, { state: 'down', tenant: 'Mer', service: 'api', page: 3 })
  assert.deepEqual(notices, [])
  assert.deepEqual(apiMatrixFilter(filter), { state: 'down', tenant: 'Mer', service: 'api', page: '3' })
})

const BAD: readonly Record<string, string>[] = [
  { state: 'broken' },
  { state: '<script>' },
  { tenant: 'x'.repeat(101) },
  { service: 'a\u0000b' },
  { page: '0' },
  { page: '-1' },
  { page: '1e3' },
  { page: '10001' },
  { page: '=1+1' },
]
for (const params of BAD) {
  test(`${JSON.stringify(params).slice(0, 40)} falls back and says so`, () => {
    const { filter, notices } = readMatrixFilter(params)
    assert.deepEqual(filter, NONE)
    assert.deepEqual(notices, Object.keys(params))
  })
}

test('another filter starts at the first page, another page keeps the filter', () => {
  const filter = { ...NONE, tenant: 'Mer', page: 4 }
  assert.equal(
    matrixHref(filter, { state: 'stale' }, 'operator'),
    '/matrix?scope=operator&state=stale&tenant=Mer',
  )
  assert.equal(matrixHref(filter, { page: 5 }, 'operator'), '/matrix?scope=operator&tenant=Mer&page=5')
  assert.equal(matrixHref(NONE, {}, 'operator'), '/matrix?scope=operator')
})
