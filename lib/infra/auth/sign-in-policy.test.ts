import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { isWayAllowed, policyOf, type SignInPolicy } from './sign-in-policy.ts'
import { SIGN_IN_WAYS } from './sign-in-way.ts'

const PLATFORM: Scope = { kind: 'platform', platformId: platformId('0199f0a2-5c1e-7b3a-9d52-000000000001') }
const TENANT: Scope = {
  kind: 'tenant',
  platformId: PLATFORM.platformId,
  tenantId: tenantId('0199f0a2-5c1e-7b3a-9d52-000000000002'),
}
const OTHER: Scope = { ...TENANT, tenantId: tenantId('0199f0a2-5c1e-7b3a-9d52-000000000003') }
const policy = (scope: Scope, more: Partial<SignInPolicy>): SignInPolicy => ({
  scope,
  requireFactor: false,
  signOnOnly: false,
  ...more,
})

test('a policy holds for its scope and below, never beside it or above', () => {
  const policies = [policy(TENANT, { requireFactor: true }), policy(PLATFORM, { signOnOnly: true })]
  assert.deepEqual(policyOf(policies, TENANT), { requireFactor: true, signOnOnly: true })
  assert.deepEqual(policyOf(policies, OTHER), { requireFactor: false, signOnOnly: true })
  assert.deepEqual(policyOf(policies, operatorScope), { requireFactor: false, signOnOnly: false })
})

test('sign-on only closes a scope to every way of ours, but never to an operator admin', () => {
  const policies = [policy(TENANT, { signOnOnly: true })]
  const open = (role: 'tenant_viewer' | 'operator_admin', scope: Scope) =>
    SIGN_IN_WAYS.filter((way) => isWayAllowed(policies, { role, scope }, way))
  assert.deepEqual(open('tenant_viewer', TENANT), ['oidc', 'saml'])
  assert.deepEqual(open('tenant_viewer', OTHER), [...SIGN_IN_WAYS])
  assert.deepEqual(open('operator_admin', operatorScope), [...SIGN_IN_WAYS])
})
