import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceOrder, type ServiceSort } from './service-order.ts'

const SERVICES = [
  { id: '1', name: 'web', state: 'healthy', since: '2026-11-01T00:00:00Z' },
  { id: '2', name: 'mail', state: 'down', since: '2026-11-03T00:00:00Z' },
  { id: '3', name: 'disk', state: 'healthy', since: '2026-11-02T00:00:00Z' },
]
const inOrder = (sort: ServiceSort): string =>
  SERVICES.toSorted(serviceOrder(sort))
    .map(({ id }) => id)
    .join('')

test('worst first, and equal ones by name; every other order is what it says', () => {
  assert.equal(inOrder('state'), '231')
  assert.equal(inOrder('-state'), '312')
  assert.equal(inOrder('name'), '321')
  assert.equal(inOrder('-name'), '123')
  assert.equal(inOrder('since'), '132')
  assert.equal(inOrder('-since'), '231')
})
