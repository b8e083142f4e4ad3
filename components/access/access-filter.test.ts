import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccessRow } from '#lib/modules/access/schemas.ts'
import { accessHref, filterAccess, filterJobs, readAccessFilter } from './access-filter.ts'

const NOBODY: AccessRow['grants'] = {
  operator_admin: 'step_up_second',
  platform_admin: null,
  operator: null,
  on_call: null,
  security: null,
  finance: null,
  compliance: null,
  auditor: null,
  viewer: null,
  tenant_admin: null,
  tenant_viewer: null,
}
const ROWS: readonly AccessRow[] = [
  { permission: 'tenant:erase', area: 'Tenants', grants: NOBODY, here: null },
  { permission: 'rule:read', area: 'Watching', grants: { ...NOBODY, viewer: 'yes' }, here: 'yes' },
]

test('an address holds the filter, both ways; what is unknown is left out', () => {
  const filter = readAccessFilter({ role: 'viewer', area: 'Money', q: 'rule' })
  assert.deepEqual(filter, { role: 'viewer', area: 'Money', q: 'rule' })
  assert.equal(accessHref(filter, 'operator'), '/access?scope=operator&role=viewer&area=Money&q=rule')
  assert.deepEqual(readAccessFilter({ role: 'root', area: '<b>', q: ['a', 'b'] }), {
    role: null,
    area: null,
    q: 'a',
  })
})

test('rows by role, area and words', () => {
  const left = (search: Record<string, string>): string[] =>
    filterAccess(ROWS, readAccessFilter(search)).map(({ permission }) => permission)
  assert.deepEqual(left({}), ['tenant:erase', 'rule:read'])
  assert.deepEqual(left({ role: 'viewer' }), ['rule:read'])
  assert.deepEqual(left({ area: 'Tenants' }), ['tenant:erase'])
  assert.deepEqual(left({ q: 'TENANT erase' }), ['tenant:erase'])
})

test('jobs are found by the words of what they may ask for; a role leaves them all', () => {
  const jobs = [
    { name: 'step.fire', startedBy: 'when it is due', permissions: ['incident:write' as const] },
    { name: 'outbox.prune', startedBy: 'every hour', permissions: [] },
  ]
  const found = (search: Record<string, string>) =>
    filterJobs(jobs, readAccessFilter(search)).map(({ name }) => name)
  assert.deepEqual(found({ q: 'Incident write' }), ['step.fire'])
  assert.deepEqual(found({ q: 'tenant' }), [])
  assert.deepEqual(found({ role: 'viewer' }), ['step.fire', 'outbox.prune'])
})
