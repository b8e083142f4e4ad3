import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TENANT_SORTS, tenantOrder, type TenantSort } from './tenant-order.ts'

const tenant = (id: string, name: string, platformName: string, shutSince: string | null) => ({
  id,
  name,
  platformName,
  state: shutSince === null ? 'active' : 'suspended',
  suspension: shutSince === null ? null : { since: shutSince },
  createdAt: `2026-01-0${id}T00:00:00Z`,
})
const TENANTS = [
  tenant('1', 'Zebra', 'Alpha', null),
  tenant('2', 'apple', 'Beta', '2026-02-01T00:00:00Z'),
  tenant('3', 'Mango', 'Alpha', null),
]
const inOrder = (sort: TenantSort): string =>
  TENANTS.toSorted(tenantOrder(sort))
    .map(({ id }) => id)
    .join('')

test('the suspended ones stand first, and every other order is what it says', () => {
  assert.equal(inOrder('-state'), '231')
  assert.equal(inOrder('state'), '312')
  assert.equal(inOrder('name'), '231')
  assert.equal(inOrder('-name'), '132')
  assert.equal(inOrder('platform'), '312')
  assert.equal(inOrder('-platform'), '231')
  assert.equal(inOrder('since'), '132')
  assert.equal(inOrder('-since'), '231')
  assert.equal(TENANT_SORTS.length, 8)
})
