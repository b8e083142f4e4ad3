import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grantOf, PERMISSIONS, ROLES, type Permission, type Role } from '#lib/core/permissions.ts'
import { lackingFor, rolesOf } from './roles.ts'

const held = (role: Role) => (permission: Permission) => grantOf(role, permission)
const grantable = (role: Role): Role[] => ROLES.filter((other) => lackingFor(other, held(role)) === null)

test('roles by level: two for tenants, operator admin for the operator alone', () => {
  assert.deepEqual(rolesOf('tenant'), ['tenant_admin', 'tenant_viewer'])
  assert.equal(rolesOf('operator').length, 9)
  assert.deepEqual(
    rolesOf('platform'),
    rolesOf('operator').filter((role) => role !== 'operator_admin'),
  )
})

test('an operator admin may hand on every role', () => {
  assert.deepEqual(grantable('operator_admin'), [...ROLES])
})

test('a tenant admin hands on the roles of a tenant', () => {
  assert.deepEqual(
    grantable('tenant_admin').filter((role) => rolesOf('tenant').includes(role)),
    rolesOf('tenant'),
  )
})

test('nobody hands on a permission that they lack', () => {
  for (const granter of ROLES) {
    for (const role of grantable(granter)) {
      const lacking = PERMISSIONS.filter(
        (permission) => grantOf(role, permission) !== null && grantOf(granter, permission) === null,
      )
      assert.deepEqual(lacking, [], `${granter} → ${role}`)
    }
  }
  assert.ok(!grantable('platform_admin').includes('operator_admin'))
  assert.ok(!grantable('platform_admin').includes('finance'), 'a platform admin does not import ledgers')
  assert.ok(!grantable('tenant_viewer').includes('tenant_admin'))
})

test('what one has only for oneself is not handed on for everything', () => {
  assert.equal(
    lackingFor('platform_admin', (permission) => (permission === 'apikey:create' ? 'own' : 'yes')),
    'apikey:create',
  )
  assert.equal(
    lackingFor('on_call', (permission) => (permission === 'apikey:create' ? 'own' : 'yes')),
    null,
  )
})
