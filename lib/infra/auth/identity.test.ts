import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import type { Grants } from '#lib/core/key-permissions.ts'
import { grantOf, PERMISSIONS, type Permission, type Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { DEFAULT_SESSION_LIMITS } from '#lib/core/session-limits.ts'
import {
  defaultScope,
  grantsIn,
  mustEnrol,
  stepUpUntil,
  type Binding,
  type Identity,
  type KeyIdentity,
  type MemberIdentity,
} from './identity.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)
const uuid = (n: number): string => `0199f0a2-5c1e-7b3a-9d52-0000000000${String(n).padStart(2, '0')}`
const platform = (n: number): Scope => ({ kind: 'platform', platformId: platformId(uuid(n)) })
const tenant = (p: number, n: number): Scope => ({
  kind: 'tenant',
  platformId: platformId(uuid(p)),
  tenantId: tenantId(uuid(n)),
})
const bind = (role: Role, scope: Scope): Binding => ({ role, scope })

/** What a session has beside its times. */
const SESSION = {
  id: uuid(97),
  hash: new Uint8Array(32),
  limit: DEFAULT_SESSION_LIMITS.admin,
  deadlines: { idleEndsAt: ago(-30), endsAt: ago(-600) },
}
const member = (bindings: Binding[], more: Partial<MemberIdentity> = {}): MemberIdentity => ({
  kind: 'member',
  member: { id: memberId(uuid(99)), name: 'Ada', email: 'ada@example.com', timeZone: 'UTC' },
  bindings,
  hasFactor: true,
  session: { ...SESSION, createdAt: ago(60), factorAt: null },
  ...more,
})
const key = (scope: Scope, permissions: Permission[], creatorBindings: Binding[] | null): KeyIdentity => ({
  kind: 'api_key',
  key: { id: uuid(98), name: 'ci', scope, permissions },
  creatorBindings,
})

/** The grants of an identity in a scope that it reaches. */
function grantsOf(identity: Identity, scope: Scope): Grants {
  const grants = grantsIn(identity, scope, NOW)
  assert.ok(grants !== null)
  return grants
}

test('a binding reaches down, never up or sideways', () => {
  const ada = member([bind('platform_admin', platform(1))])
  assert.equal(grantsOf(ada, platform(1))('platform:update'), 'yes')
  assert.equal(grantsOf(ada, tenant(1, 10))('tenant:update'), 'yes')
  for (const scope of [operatorScope, platform(2), tenant(2, 20)])
    assert.equal(grantsIn(ada, scope, NOW), null)
  const eve = member([bind('tenant_admin', tenant(1, 10))])
  for (const scope of [operatorScope, platform(1), tenant(1, 11)])
    assert.equal(grantsIn(eve, scope, NOW), null)
})

test('several bindings give the union of what they grant', () => {
  const ada = member([bind('finance', operatorScope), bind('on_call', platform(1))])
  const here = grantsOf(ada, tenant(1, 10))
  const there = grantsOf(ada, tenant(2, 20))
  assert.equal(here('incident:acknowledge'), 'yes')
  assert.equal(here('ledger:read'), 'yes')
  assert.equal(there('incident:acknowledge'), null)
  assert.equal(there('ledger:read'), 'yes')
})

test('without a binding there is no scope at all', () => {
  assert.equal(grantsIn(member([]), operatorScope, NOW), null)
  assert.equal(defaultScope(member([])), null)
})

test('the scope of somebody who names none is the widest, the first of equals', () => {
  const ada = member([
    bind('tenant_viewer', tenant(1, 10)),
    bind('viewer', platform(2)),
    bind('viewer', platform(1)),
  ])
  assert.deepEqual(defaultScope(ada), platform(2))
  assert.deepEqual(defaultScope(member([...ada.bindings, bind('viewer', operatorScope)])), operatorScope)
  assert.deepEqual(defaultScope(key(tenant(1, 10), [], null)), tenant(1, 10))
})

test('a member without a second factor may look at the profile, enrol and leave, nothing else', () => {
  const fresh = member([bind('operator_admin', operatorScope)], {
    hasFactor: false,
    session: { ...SESSION, createdAt: ago(1), factorAt: null },
  })
  assert.ok(mustEnrol(fresh))
  const grants = grantsOf(fresh, operatorScope)
  const open = PERMISSIONS.filter((permission) => grants(permission) === 'yes')
  assert.deepEqual(open.toSorted(), ['factor:write', 'profile:read-own', 'session:end-own'])
  for (const permission of PERMISSIONS) {
    const isGranted = grantOf('operator_admin', permission) !== null
    if (!open.includes(permission)) assert.equal(grants(permission), isGranted ? 'step_up' : null, permission)
  }
  assert.equal(stepUpUntil(fresh), null)
})

test('a first factor is enrolled within fifteen minutes of the password, later after a new sign-in', () => {
  const at = (minutes: number) =>
    grantsIn(
      member([bind('viewer', operatorScope)], {
        hasFactor: false,
        session: { ...SESSION, createdAt: ago(minutes), factorAt: null },
      }),
      operatorScope,
      NOW,
    )?.('factor:write')
  assert.equal(at(14), 'yes')
  assert.equal(at(15), 'step_up')
})

test('with a factor the table counts, and step-up is open for five minutes from the code', () => {
  const ada = member([bind('operator_admin', operatorScope)], {
    session: { ...SESSION, createdAt: ago(60), factorAt: ago(2) },
  })
  assert.ok(!mustEnrol(ada))
  assert.equal(grantsOf(ada, operatorScope)('platform:create'), 'step_up')
  assert.deepEqual(stepUpUntil(ada), new Date(NOW.getTime() + 3 * 60_000))
  assert.equal(stepUpUntil(member([])), null)
})

test('a key may do what it lists and its creator may do still, without step-up', () => {
  const listed: Permission[] = ['metrics:query', 'rule:write', 'platform:create', 'apikey:create']
  const byAdmin = grantsOf(key(operatorScope, listed, [bind('operator_admin', operatorScope)]), operatorScope)
  assert.equal(byAdmin('metrics:query'), 'yes')
  assert.equal(byAdmin('rule:write'), 'yes')
  assert.equal(byAdmin('platform:create'), null, 'needs a second factor, which a key does not have')
  assert.equal(byAdmin('rule:read'), null, 'not listed')
  const demoted = grantsOf(key(operatorScope, listed, [bind('viewer', operatorScope)]), operatorScope)
  assert.equal(demoted('metrics:query'), 'yes')
  assert.equal(demoted('rule:write'), null)
  const gone = grantsOf(key(operatorScope, listed, []), operatorScope)
  assert.ok(PERMISSIONS.every((permission) => gone(permission) === null))
})

test('a key of a wide scope does not live on by a narrow binding of its creator', () => {
  const wide = key(platform(1), ['metrics:query'], [bind('tenant_admin', tenant(1, 10))])
  assert.equal(grantsOf(wide, tenant(1, 10))('metrics:query'), null)
})

test('a key opens its own scope and what lies below it', () => {
  const console = key(platform(1), ['metrics:query'], null)
  assert.equal(grantsOf(console, tenant(1, 10))('metrics:query'), 'yes')
  for (const scope of [operatorScope, platform(2), tenant(2, 20)])
    assert.equal(grantsIn(console, scope, NOW), null)
  assert.ok(!mustEnrol(console))
  assert.equal(stepUpUntil(console), null)
})
