import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from './ids.ts'
import {
  contains,
  formatScopeParam,
  operatorScope,
  ownerOf,
  parseScopeParam,
  scopeKey,
  scopeOfOwner,
  type Scope,
} from './scope.ts'

const P1 = platformId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')
const P2 = platformId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e78')
const T1 = tenantId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e79')
const T2 = tenantId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e7a')
const platform: Scope = { kind: 'platform', platformId: P1 }
const other: Scope = { kind: 'platform', platformId: P2 }
const tenant: Scope = { kind: 'tenant', platformId: P1, tenantId: T1 }
const neighbour: Scope = { kind: 'tenant', platformId: P1, tenantId: T2 }

test('bindings reach down, never up and never sideways', () => {
  const all = [operatorScope, platform, other, tenant, neighbour]
  const table = all.map((outer) => all.map((inner) => (contains(outer, inner) ? 1 : 0)).join(''))
  assert.deepEqual(table, ['11111', '01011', '00100', '00010', '00001'])
})

test('a scope survives the way through its URL parameter', () => {
  for (const scope of [operatorScope, platform, tenant]) {
    const ref = parseScopeParam(formatScopeParam(scope))
    assert.ok(ref)
    assert.equal(formatScopeParam(ref), scopeKey(scope))
  }
})

for (const text of [
  '',
  'tenant',
  'tenant:',
  'tenant:1',
  `tenant:${T1}:x`,
  `Platform:${P1}`,
  'operator:1',
  `platform:${P1.toUpperCase()}`,
  'tenant:00000000-0000-0000-0000-000000000000',
]) {
  test(`refuses the scope ${JSON.stringify(text)}`, () => assert.equal(parseScopeParam(text), null))
}

test('owner columns and scopes are two ways to say the same', () => {
  for (const scope of [operatorScope, platform, tenant]) assert.deepEqual(scopeOfOwner(ownerOf(scope)), scope)
})
