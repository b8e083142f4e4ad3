import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { holdersOf, operatorAdmins, secondPersons, type HeldRole } from './holders.ts'

const uuid = (n: number): string => `0199f0a2-5c1e-7b3a-9d52-0000000000${String(n).padStart(2, '0')}`
const platform = (n: number): Scope => ({ kind: 'platform', platformId: platformId(uuid(n)) })
const tenant = (p: number, n: number): Scope => ({
  kind: 'tenant',
  platformId: platformId(uuid(p)),
  tenantId: tenantId(uuid(n)),
})
const held = (memberId: string, role: Role, scope: Scope): HeldRole => ({ memberId, role, scope })

const EVERYBODY = [
  held('root', 'operator_admin', operatorScope),
  held('ada', 'platform_admin', platform(1)),
  held('bob', 'platform_admin', platform(1)),
  held('bob', 'viewer', platform(2)),
  held('cid', 'platform_admin', platform(2)),
  held('dee', 'operator', operatorScope),
  held('eve', 'tenant_admin', tenant(1, 10)),
]
const erase = (scope: Scope, requestedBy: string) =>
  secondPersons(EVERYBODY, { permission: 'tenant:erase', scope, requestedBy }).toSorted()

test('a second person is another holder at or above the scope, never below or beside', () => {
  assert.deepEqual(erase(platform(1), 'ada'), ['bob', 'root'])
  assert.deepEqual(erase(tenant(1, 10), 'bob'), ['ada', 'root'])
  assert.deepEqual(erase(platform(2), 'cid'), ['root'])
  assert.deepEqual(erase(operatorScope, 'ada'), ['root'])
})

test('nobody is their own second person: a single operator admin has none', () => {
  assert.deepEqual(erase(operatorScope, 'root'), [])
})

test('whoever holds the permission but may not approve is no second person', () => {
  const onCall = [held('ann', 'on_call', operatorScope), held('ops', 'operator', operatorScope)]
  const asked = { permission: 'silence:create-wide', scope: operatorScope, requestedBy: 'x' } as const
  assert.deepEqual([...holdersOf(onCall, 'silence:create-wide', operatorScope)], ['ann', 'ops'])
  assert.deepEqual(secondPersons(onCall, asked), ['ops'])
})

test('what one may do for oneself only does not count', () => {
  assert.deepEqual(
    [...holdersOf([held('ann', 'on_call', operatorScope)], 'schedule:write', operatorScope)],
    [],
  )
})

test('the operator admins', () => {
  assert.deepEqual(operatorAdmins(EVERYBODY), ['root'])
})
