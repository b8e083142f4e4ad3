import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesToChange, type GroupRole, type HeldRole, type RoleSource } from './group-roles.ts'

const SCIM: RoleSource = { kind: 'scim' }
const IDP: RoleSource = { kind: 'provider', providerId: 'idp' }
const SOON = new Date('2026-12-01T00:00:00Z')

/** A day of the month in which these tests are. */
const at = (day: number): Date => new Date(Date.UTC(2026, 10, day))

const held = (role: string, by: Partial<HeldRole> = {}): HeldRole => ({
  id: `${role} ${by.scimGroupId ?? by.providerId ?? 'hand'}`,
  role,
  scimGroupId: null,
  providerId: null,
  expiresAt: null,
  createdAt: at(2),
  ...by,
})
const hand = held('viewer')
const ending = held('viewer', { expiresAt: SOON })
const scim = held('viewer', { scimGroupId: 'g1' })
const idp = held('viewer', { providerId: 'idp' })
const other = held('viewer', { providerId: 'other' })
const viewer: GroupRole = { groupId: 'g1', role: 'viewer', mappedAt: at(1) }

interface Case {
  readonly what: string
  readonly held: readonly HeldRole[]
  readonly source: RoleSource
  readonly wanted: readonly GroupRole[]
  readonly add?: readonly GroupRole[]
  readonly remove?: readonly HeldRole[]
}

const CASES: readonly Case[] = [
  { what: 'a group gives its role', held: [], source: SCIM, wanted: [viewer], add: [viewer] },
  { what: 'a sign-on gives its role', held: [], source: IDP, wanted: [viewer], add: [viewer] },
  { what: 'what is given stays', held: [scim], source: SCIM, wanted: [viewer] },
  { what: 'a group that goes takes its role', held: [scim], source: SCIM, wanted: [], remove: [scim] },
  { what: 'a sign-on without the group takes its role', held: [idp], source: IDP, wanted: [], remove: [idp] },
  { what: 'a sign-on takes no role of the provisioning', held: [scim], source: IDP, wanted: [] },
  { what: 'the provisioning takes no role of a sign-on', held: [idp], source: SCIM, wanted: [] },
  { what: 'a sign-on takes no role of another provider', held: [other], source: IDP, wanted: [] },
  {
    what: 'nothing takes what people gave: provisioning',
    held: [hand, scim],
    source: SCIM,
    wanted: [],
    remove: [scim],
  },
  {
    what: 'nothing takes what people gave: sign-on',
    held: [hand, idp],
    source: IDP,
    wanted: [],
    remove: [idp],
  },
  { what: 'given by hand for good, not given again', held: [hand], source: SCIM, wanted: [viewer] },
  { what: 'given by hand for good, nor by sign-on', held: [hand], source: IDP, wanted: [viewer] },
  {
    what: 'given by hand with an end, given beside it',
    held: [ending],
    source: SCIM,
    wanted: [viewer],
    add: [viewer],
  },
  {
    what: 'given by the other source, given beside it',
    held: [idp],
    source: SCIM,
    wanted: [viewer],
    add: [viewer],
  },
  { what: 'and the reverse', held: [scim], source: IDP, wanted: [viewer], add: [viewer] },
  {
    what: 'a role of two groups is given once',
    held: [],
    source: SCIM,
    wanted: [viewer, { ...viewer, groupId: 'g2', role: 'viewer' }],
    add: [viewer],
  },
  {
    what: 'and stays while one of them gives it',
    held: [scim],
    source: SCIM,
    wanted: [{ ...viewer, groupId: 'g2', role: 'viewer' }],
  },
  {
    what: 'roles come and go at once',
    held: [scim, held('auditor', { scimGroupId: 'g1' })],
    source: SCIM,
    wanted: [viewer, { ...viewer, groupId: 'g3', role: 'on_call' }],
    add: [{ ...viewer, groupId: 'g3', role: 'on_call' }],
    remove: [held('auditor', { scimGroupId: 'g1' })],
  },
]

test('who gives and who takes', (context) => {
  for (const { what, held: before, source, wanted, add = [], remove = [] } of CASES)
    assert.deepEqual(rolesToChange(before, source, wanted), { add, remove, withheld: [] }, what)
  context.diagnostic(`groups: ${CASES.length} cases of who gives and who takes`)
})

test('what a review took stays taken until somebody says so anew', () => {
  const taken = [{ role: 'viewer', at: at(5) }]
  const outcome = (before: readonly HeldRole[], wanted: readonly GroupRole[]) => {
    const { add, withheld } = rolesToChange(before, SCIM, wanted, taken)
    return [add.length, withheld]
  }
  assert.deepEqual(outcome([], [viewer]), [0, ['viewer']])
  assert.deepEqual(
    outcome([], [{ ...viewer, mappedAt: at(5) }]),
    [0, ['viewer']],
    'not by the word it answered',
  )
  assert.deepEqual(outcome([], [{ ...viewer, mappedAt: at(6) }]), [1, []])
  assert.deepEqual(outcome([ending], [viewer]), [0, ['viewer']], 'given by hand before')
  assert.deepEqual(outcome([{ ...ending, createdAt: at(6) }], [viewer]), [1, []])
  assert.deepEqual(outcome([{ ...idp, createdAt: at(6) }], [viewer]), [0, ['viewer']], 'a group is no hand')
  assert.deepEqual(outcome([], [{ ...viewer, role: 'auditor' }]), [1, []], 'another role')
})
