import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertedFromClaims, factorMoment } from './asserted.ts'
import { mappableRoles, mappingAfter, rolesOfGroups, type RoleRules } from './role-mapping.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n))
const MAPPING = [
  { group: 'staff', role: 'viewer', setAt: day(3).toISOString() },
  { group: 'night', role: 'on_call' },
  { group: 'helpers', role: 'viewer', setAt: day(5).toISOString() },
  { group: 'old', role: 'a role that is gone' },
]
const rules = (defaultRole: string | null): RoleRules => ({
  mapping: MAPPING,
  defaultRole,
  defaultSetAt: day(2),
  before: day(1),
})

test('groups give their roles once, the default role is for nobody else; each since the last line that gives it', () => {
  assert.deepEqual(rolesOfGroups(['staff', 'helpers', 'night'], rules('auditor')), [
    { role: 'viewer', mappedAt: day(5) },
    { role: 'on_call', mappedAt: day(1) },
  ])
  assert.deepEqual(rolesOfGroups(['staff'], rules(null)), [{ role: 'viewer', mappedAt: day(3) }])
  assert.deepEqual(rolesOfGroups(['others'], rules('auditor')), [{ role: 'auditor', mappedAt: day(2) }])
  assert.deepEqual(rolesOfGroups(['others', 'Staff', 'staff '], rules(null)), [])
  assert.deepEqual(rolesOfGroups(['old'], rules(null)), [])
})

test('a line that stays keeps its moment, in whatever order; one that is new is said now', () => {
  const [staff, night, helpers] = [0, 1, 2].map((at) => ({
    group: MAPPING[at]?.group ?? '',
    role: MAPPING[at]?.role ?? '',
  }))
  assert.ok(staff !== undefined && night !== undefined && helpers !== undefined)
  const given = [helpers, { group: 'night', role: 'viewer' }, night, staff, { group: 'new', role: 'viewer' }]
  assert.deepEqual(
    mappingAfter(given, rules(null), NOW).map(({ setAt }) => setAt),
    [day(5), NOW, day(1), day(3), NOW].map((at) => at.toISOString()),
  )
  const without = { mapping: [], before: day(1) }
  assert.deepEqual(
    mappingAfter([staff], without, NOW),
    [{ ...staff, setAt: NOW.toISOString() }],
    'taken out, and back',
  )
})

test('no group gives the role of operator admins, nor one of another level', () => {
  assert.ok(!mappableRoles('operator').includes('operator_admin'))
  assert.ok(mappableRoles('operator').includes('viewer'))
  assert.deepEqual(mappableRoles('tenant'), ['tenant_admin', 'tenant_viewer'])
})

test('claims are read as what they are, and anything else as missing', () => {
  const token = { iss: 'https://id.example', sub: 's' }
  const read = (claims: Readonly<Record<string, unknown>>, more: unknown = {}) =>
    assertedFromClaims({ ...token, ...claims }, more, { groupsClaim: 'groups', trustsEmail: false })
  assert.equal(read({ sub: 7 }), null)
  assert.equal(read({ sub: '' }), null)
  assert.deepEqual(read({ groups: 'staff' })?.groups, ['staff'])
  assert.deepEqual(read({ groups: ['staff', 7, '', null] })?.groups, ['staff'])
  assert.deepEqual(read({ groups: { staff: true } })?.groups, [])
  assert.equal(read({ email: ' ADA@Example.com' })?.email, 'ada@example.com')
  assert.equal(read({ name: 'A\u0000\nB' })?.name, 'A  B')
})

test('a factor at the provider counts when it is believed, and is fresh only by the provider’s own moment', () => {
  const asserted = (claims: Readonly<Record<string, unknown>>) => {
    const read = assertedFromClaims(
      { iss: 'i', sub: 's', ...claims },
      {},
      { groupsClaim: 'groups', trustsEmail: false },
    )
    assert.ok(read !== null)
    return read
  }
  const at = NOW.getTime() / 1000 - 60
  const shown = asserted({ amr: ['pwd', 'mfa'], auth_time: at })
  assert.deepEqual(factorMoment(shown, true, NOW), new Date(at * 1000))
  assert.equal(factorMoment(shown, false, NOW), null)
  assert.equal(factorMoment(asserted({ amr: ['pwd'], auth_time: at }), true, NOW), null)
  const HOUR_AGO = new Date(NOW.getTime() - 3_600_000)
  assert.deepEqual(factorMoment(asserted({ amr: ['mfa'] }), true, NOW), HOUR_AGO)
  assert.deepEqual(factorMoment(asserted({ acr: 'phr', auth_time: at + 999 }), true, NOW), HOUR_AGO)
})
