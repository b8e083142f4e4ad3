// The operations that Okta and Entra document, and what the standard says of the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scimUserInput } from '../schemas.ts'
import { applyPatch, type PatchOperation } from './patch.ts'
import { readUser, userResource } from './resources.ts'
import { ScimError } from '../domain/scim-error.ts'

const at = new Date('2026-11-20T14:00:00Z')
const user = userResource('https://x.test/api/scim/v2', {
  id: 'u1',
  userName: 'ada@x.test',
  externalId: null,
  active: true,
  email: 'ada@x.test',
  emailType: 'work',
  otherEmails: [],
  displayName: 'Ada Lovelace',
  givenName: 'Ada',
  familyName: 'Lovelace',
  formatted: null,
  createdAt: at,
  updatedAt: at,
  groups: [],
})
const patched = (...operations: PatchOperation[]) =>
  readUser(scimUserInput.parse(applyPatch(user, operations)), true)

const USERS: readonly (readonly [who: string, operation: PatchOperation, changed: object])[] = [
  ['Okta switches off', { op: 'replace', value: { active: false } }, { active: false }],
  ['Entra switches off', { op: 'replace', path: 'active', value: 'False' }, { active: false }],
  [
    'Entra changes the address',
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'ada@y.test' },
    { email: 'ada@y.test' },
  ],
  [
    'Entra changes the address, in another case',
    { op: 'replace', path: 'emails[type eq "Work"].value', value: 'ada@y.test' },
    { email: 'ada@y.test' },
  ],
  [
    'a new primary address takes the place of the old one',
    { op: 'add', value: { emails: [{ value: 'new@x.test', primary: true }] } },
    { email: 'new@x.test', otherEmails: [{ value: 'ada@x.test', type: 'work' }] },
  ],
  [
    'an address that is not primary',
    { op: 'add', path: 'emails', value: [{ value: 'new@x.test' }] },
    { otherEmails: [{ value: 'new@x.test', type: null }] },
  ],
  [
    'Entra adds an address of a kind that there is not yet',
    { op: 'add', path: 'emails[type eq "other"].value', value: 'Ada@Home.test' },
    { otherEmails: [{ value: 'ada@home.test', type: 'other' }] },
  ],
  [
    'Okta sends all of them',
    {
      op: 'replace',
      value: {
        emails: [
          { value: 'ada@home.test', type: 'home', primary: false },
          { value: 'ada@y.test', type: 'work', primary: true },
        ],
      },
    },
    { email: 'ada@y.test', otherEmails: [{ value: 'ada@home.test', type: 'home' }] },
  ],
  ['Entra, dotted', { op: 'replace', value: { 'name.familyName': 'Byron' } }, { familyName: 'Byron' }],
  ['a part', { op: 'replace', path: 'name.givenName', value: 'Augusta' }, { givenName: 'Augusta' }],
  [
    'the name in full',
    { op: 'replace', path: 'name.formatted', value: 'Countess' },
    { formatted: 'Countess' },
  ],
  [
    'the kind of address',
    { op: 'replace', path: 'emails[type eq "work"].type', value: 'home' },
    { emailType: 'home' },
  ],
  ['no name to show', { op: 'remove', path: 'displayName' }, { displayName: 'Ada Lovelace' }],
  ['another case', { op: 'add', path: 'USERNAME', value: 'al' }, { userName: 'al' }],
  [
    'a URN',
    { op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:externalId', value: '7' },
    { externalId: '7' },
  ],
  ['removed', { op: 'remove', path: 'name.familyName' }, { familyName: null }],
  [
    'an object into an object',
    { op: 'add', path: 'name', value: { familyName: 'B' } },
    { familyName: 'B', givenName: 'Ada' },
  ],
  [
    'an attribute that is not kept',
    {
      op: 'add',
      path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
      value: 'R&D',
    },
    {},
  ],
  [
    'Okta, with the id',
    { op: 'replace', value: { id: 'U1', meta: {}, schemas: [], active: false } },
    { active: false },
  ],
  [
    'another attribute of the same name',
    { op: 'replace', path: 'urn:ietf:params:scim:schemas:extension:acme:2.0:User:userName', value: 'x' },
    {},
  ],
  [
    'another one without a path',
    { op: 'add', value: { 'urn:ietf:params:scim:schemas:extension:acme:2.0:User:active': false } },
    {},
  ],
  [
    'a name in another case that has no value yet',
    { op: 'add', path: 'EXTERNALID', value: '8' },
    { externalId: '8' },
  ],
  ['no path, in so many words', { op: 'replace', path: null, value: { active: false } }, { active: false }],
  [
    'an extension as a whole',
    { op: 'add', value: { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { a: 1 } } },
    {},
  ],
]
for (const [who, operation, changed] of USERS) {
  test(`${who}: ${JSON.stringify(operation)}`, () => {
    assert.deepEqual(patched(operation), { ...patched(), ...changed })
  })
}

const group = { displayName: 'Staff', members: [{ value: 'a' }, { value: 'b' }] }
const membersAfter = (...operations: PatchOperation[]): unknown => applyPatch(group, operations)['members']

test('members come and go', () => {
  assert.deepEqual(membersAfter({ op: 'add', path: 'members', value: [{ value: 'c' }, { value: 'a' }] }), [
    { value: 'a' },
    { value: 'b' },
    { value: 'c' },
  ])
  assert.deepEqual(membersAfter({ op: 'remove', path: 'members[value eq "a"]' }), [{ value: 'b' }])
  assert.deepEqual(membersAfter({ op: 'remove', path: 'members', value: [{ value: 'b' }] }), [{ value: 'a' }])
  assert.deepEqual(membersAfter({ op: 'replace', path: 'members', value: [{ value: 'z' }] }), [
    { value: 'z' },
  ])
  assert.equal(membersAfter({ op: 'remove', path: 'members' }), undefined)
})

const BAD: readonly (readonly [what: string, operation: PatchOperation, scimType: string])[] = [
  ['no path to remove', { op: 'remove' }, 'noTarget'],
  ['another id', { op: 'replace', value: { id: 'u2' } }, 'mutability'],
  ['an id by its path', { op: 'replace', path: 'ID', value: 'u1' }, 'mutability'],
  ['groups', { op: 'add', path: 'groups', value: [{ value: 'g' }] }, 'mutability'],
  ['what we say of it', { op: 'remove', path: 'meta.created' }, 'mutability'],
  ['no object without a path', { op: 'add', value: 'x' }, 'invalidValue'],
  ['a broken filter', { op: 'remove', path: 'members[value eq]' }, 'invalidPath'],
  ['a path of three', { op: 'add', path: 'a.b.c', value: 1 }, 'invalidPath'],
  ['nothing matches', { op: 'replace', path: 'members[value eq "zz"].display', value: 'x' }, 'noTarget'],
  ['the prototype', { op: 'add', path: '__proto__.polluted', value: true }, 'invalidPath'],
  ['the prototype as a part', { op: 'add', path: 'name.constructor', value: true }, 'invalidPath'],
]
for (const [what, operation, scimType] of BAD) {
  test(`refuses ${what}`, () => {
    assert.throws(
      () => applyPatch(group, [operation]),
      (error: unknown) => error instanceof ScimError && error.scimType === scimType && error.status === 400,
    )
  })
}

test('the resource that was given stays as it is, also when a later operation fails', () => {
  const before = structuredClone(group)
  assert.throws(() => applyPatch(group, [{ op: 'remove', path: 'members' }, { op: 'remove' }]), ScimError)
  assert.deepEqual(group, before)
})
