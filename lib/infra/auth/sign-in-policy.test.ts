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
  factorFrom: null,
  signOnFrom: null,
  ...more,
})

test('a policy holds for its scope and below, never beside it or above', () => {
  const policies = [policy(TENANT, { requireFactor: true }), policy(PLATFORM, { signOnOnly: true })]
  const of = (scope: Scope) => policyOf(policies, scope).by
  assert.deepEqual(of(TENANT), { requireFactor: 'tenant', signOnOnly: 'platform' })
  assert.deepEqual(of(OTHER), { requireFactor: null, signOnOnly: 'platform' })
  assert.deepEqual(of(operatorScope), { requireFactor: null, signOnOnly: null })
  const { requireFactor, signOnOnly } = policyOf(policies, OTHER)
  assert.deepEqual([requireFactor, signOnOnly], [false, true])
})

test('what is required of one scope from above holds beside what it asks for itself, and names the widest', () => {
  const lifted = policyOf([policy(TENANT, { factorFrom: 'operator' })], TENANT)
  assert.deepEqual([lifted.requireFactor, lifted.by.requireFactor], [true, 'operator'])
  const both = [policy(TENANT, { signOnOnly: true, signOnFrom: 'platform' })]
  assert.equal(policyOf(both, TENANT).by.signOnOnly, 'platform')
  assert.equal(policyOf(both, OTHER).signOnOnly, false)
})

test('sign-on only closes a scope to every way of ours, but never to an operator admin', () => {
  const policies = [policy(TENANT, { signOnOnly: true })]
  const open = (role: 'tenant_viewer' | 'operator_admin', scope: Scope) =>
    SIGN_IN_WAYS.filter((way) => isWayAllowed(policies, { role, scope }, way))
  assert.deepEqual(open('tenant_viewer', TENANT), ['oidc', 'saml'])
  assert.deepEqual(open('tenant_viewer', OTHER), [...SIGN_IN_WAYS])
  assert.deepEqual(open('operator_admin', operatorScope), [...SIGN_IN_WAYS])
})
