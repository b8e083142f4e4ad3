import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesToChange, type HeldRole } from './group-roles.ts'

const byHand = (role: string): HeldRole => ({ id: `hand ${role}`, role, scimGroupId: null })
const byGroup = (role: string, scimGroupId = 'g1'): HeldRole => ({ id: `group ${role}`, role, scimGroupId })

test('roles come with groups and go with them, those given by hand stay', () => {
  const held = [byHand('tenant_admin'), byGroup('tenant_viewer')]
  assert.deepEqual(rolesToChange(held, []), { add: [], remove: [byGroup('tenant_viewer')] })
  assert.deepEqual(rolesToChange([], [{ groupId: 'g1', role: 'tenant_viewer' }]), {
    add: [{ groupId: 'g1', role: 'tenant_viewer' }],
    remove: [],
  })
  assert.deepEqual(rolesToChange(held, [{ groupId: 'g2', role: 'tenant_admin' }]), {
    add: [],
    remove: [byGroup('tenant_viewer')],
  })
})

test('a role of two groups is bound once and stays while one of them gives it', () => {
  const two = [
    { groupId: 'g1', role: 'viewer' },
    { groupId: 'g2', role: 'viewer' },
  ]
  assert.deepEqual(rolesToChange([], two).add, [{ groupId: 'g1', role: 'viewer' }])
  assert.deepEqual(rolesToChange([byGroup('viewer', 'g1')], [{ groupId: 'g2', role: 'viewer' }]), {
    add: [],
    remove: [],
  })
})
