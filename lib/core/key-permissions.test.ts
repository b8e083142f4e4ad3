import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyPermissionFault } from './key-permissions.ts'
import { grantOf, PERMISSIONS, ROLES, type Permission, type Role } from './permissions.ts'

const held = (role: Role) => (permission: Permission) => grantOf(role, permission)

test('a key holds what its maker has without conditions, and nothing that is for people', () => {
  const fault = (permission: Permission, role: Role) => keyPermissionFault(permission, held(role))
  assert.equal(fault('metrics:query', 'tenant_viewer'), null)
  assert.match(fault('rule:write', 'viewer') ?? '', /You lack rule:write/)
  assert.match(fault('platform:create', 'operator_admin') ?? '', /second factor/)
  assert.match(fault('tenant:erase', 'operator_admin') ?? '', /second person/)
  assert.match(fault('schedule:write', 'on_call') ?? '', /You lack/)
  for (const personal of [
    'factor:write',
    'profile:write',
    'channel:write',
    'apikey:create',
    'apikey:revoke',
    'request:approve',
  ] as const) {
    assert.match(fault(personal, 'operator_admin') ?? '', /for people/)
  }
})

test('a key of the console holds what a key of an operator admin can hold', () => {
  for (const permission of PERMISSIONS)
    assert.equal(keyPermissionFault(permission, null), keyPermissionFault(permission, held('operator_admin')))
})

test('no role gives a key more than the role itself grants without conditions', () => {
  for (const role of ROLES)
    for (const permission of PERMISSIONS)
      if (keyPermissionFault(permission, held(role)) === null)
        assert.equal(grantOf(role, permission), 'yes', `${role} ${permission}`)
})
