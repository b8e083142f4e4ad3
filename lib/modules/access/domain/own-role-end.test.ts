import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { ownEndFault, ownEndOf, type HeldUntil } from './own-role-end.ts'

const PLATFORM = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
const TENANT = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e78'
const tenant: Scope = { kind: 'tenant', platformId: platformId(PLATFORM), tenantId: tenantId(TENANT) }
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n))

const inTenant = (role: string, expiresAt: Date | null): HeldUntil => ({
  role,
  platformId: PLATFORM,
  tenantId: TENANT,
  expiresAt,
})
const everywhere = (role: string, expiresAt: Date | null): HeldUntil => ({
  role,
  platformId: null,
  tenantId: null,
  expiresAt,
})

test('the own end is not moved later, not even by whoever else holds as much for good', () => {
  const held = [inTenant('tenant_admin', null), inTenant('tenant_viewer', day(5))]
  const viewer = { role: 'tenant_viewer', scope: tenant } as const
  assert.equal(ownEndFault(held, { ...viewer, until: day(6) }), 'renews')
  assert.equal(ownEndFault(held, { ...viewer, until: null }), 'renews')
  assert.equal(ownEndFault(held, { ...viewer, until: day(5) }), null)
  assert.equal(ownEndFault(held, { ...viewer, until: day(4) }), null, 'earlier is no gain')
})

test('another role does not outlast the one by which it is given', () => {
  const held = [inTenant('tenant_viewer', null), everywhere('operator_admin', day(5))]
  const admin = { role: 'tenant_admin', scope: tenant } as const
  assert.equal(ownEndFault(held, { ...admin, until: null }), 'outlasts')
  assert.equal(ownEndFault(held, { ...admin, until: day(6) }), 'outlasts')
  assert.equal(ownEndFault(held, { ...admin, until: day(5) }), null)
  const platformAdmin = { role: 'platform_admin', scope: operatorScope } as const
  assert.equal(ownEndFault(held, { ...platformAdmin, until: null }), 'outlasts')
})

test('whoever holds as much for good gives themselves what they do not hold yet', () => {
  const held = [everywhere('operator_admin', null)]
  assert.equal(ownEndFault(held, { role: 'viewer', scope: operatorScope, until: null }), null)
  assert.equal(ownEndFault(held, { role: 'viewer', scope: operatorScope, until: day(9) }), null)
})

test('what somebody holds by several roles they hold until the last of them ends, and for good by one without an end', () => {
  const here = { permission: 'identity:write', scope: tenant } as const
  const until = (held: readonly HeldUntil[]) => ownEndOf(held, here)
  assert.deepEqual(until([inTenant('tenant_admin', day(5)), inTenant('tenant_viewer', null)]), day(5))
  assert.deepEqual(until([inTenant('tenant_admin', day(5)), everywhere('operator_admin', day(9))]), day(9))
  assert.equal(until([inTenant('tenant_admin', null), everywhere('operator_admin', day(9))]), null)
  assert.deepEqual(until([inTenant('tenant_viewer', day(3))]), day(3), 'who holds it no more')
  assert.equal(until([]), null)
})
