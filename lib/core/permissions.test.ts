import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  grantOf,
  isPermission,
  isRole,
  PERMISSIONS,
  ROLES,
  TENANT_ROLES,
  widestGrant,
} from './permissions.ts'

test('every cell of the table is one of the known grants, and no permission stands twice', () => {
  assert.equal(new Set(PERMISSIONS).size, PERMISSIONS.length)
  assert.ok(PERMISSIONS.length > 80)
  for (const permission of PERMISSIONS) {
    assert.match(permission, /^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*$/)
    assert.ok(
      ROLES.some((role) => grantOf(role, permission) !== null),
      `${permission} is granted to nobody`,
    )
  }
})

const CASES = [
  ['operator_admin', 'platform:create', 'step_up'],
  ['platform_admin', 'platform:create', null],
  ['operator', 'incident:acknowledge', 'yes'],
  ['auditor', 'incident:acknowledge', null],
  ['tenant_admin', 'incident:acknowledge', null],
  ['tenant_admin', 'incident:comment', 'yes'],
  ['tenant_admin', 'source:create', 'yes'],
  ['tenant_viewer', 'source:create', null],
  ['tenant_admin', 'member:invite', 'step_up'],
  ['operator', 'member:invite', null],
  ['finance', 'member:read', null],
  ['viewer', 'logs:query', 'yes'],
  ['finance', 'logs:query', null],
  ['on_call', 'schedule:write', 'own'],
  ['on_call', 'apikey:create', 'own'],
  ['security', 'audit:read', 'yes'],
  ['tenant_viewer', 'audit:read', null],
  ['operator_admin', 'restore:run', 'step_up_second'],
  ['tenant_admin', 'tenant:export', 'step_up'],
  ['on_call', 'remediation:run', 'yes'],
  ['platform_admin', 'remediation:run', 'step_up'],
  ['tenant_viewer', 'metrics:query', 'yes'],
] as const
for (const [role, permission, expected] of CASES) {
  test(`${role} · ${permission} is ${expected ?? 'refused'}`, () =>
    assert.equal(grantOf(role, permission), expected))
}

test('several roles are a union: the wider grant wins', () => {
  assert.equal(widestGrant(['on_call', 'operator'], 'schedule:write'), 'yes')
  assert.equal(widestGrant(['viewer', 'platform_admin'], 'member:invite'), 'step_up')
  assert.equal(widestGrant(['viewer', 'auditor'], 'member:invite'), null)
  assert.equal(widestGrant([], 'platform:read'), null)
})

test('names from outside are checked', () => {
  assert.ok(isPermission('metrics:query'))
  assert.ok(!isPermission('metrics:everything'))
  assert.ok(isRole('tenant_admin'))
  assert.ok(!isRole('root'))
  assert.deepEqual(TENANT_ROLES, ['tenant_admin', 'tenant_viewer'])
})
