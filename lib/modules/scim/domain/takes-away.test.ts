import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takesAway } from './takes-away.ts'

const patch = (...operations: readonly unknown[]) => ({ Operations: operations })
const off = { op: 'replace', value: { active: false } }

const TAKES: readonly (readonly [Parameters<typeof takesAway>[0], string, unknown])[] = [
  ['user', 'DELETE', {}],
  ['group', 'DELETE', {}],
  ['user', 'PUT', { userName: 'a@b.test', active: false }],
  ['user', 'PUT', { userName: 'a@b.test', active: 'False' }],
  ['user', 'PATCH', patch(off)],
  ['user', 'PATCH', patch({ op: 'Replace', path: 'active', value: 'False' })],
  ['user', 'PATCH', patch({ ...off, path: null })],
  ['user', 'PUT', { userName: 'a@b.test', 'urn:ietf:params:scim:schemas:core:2.0:User:Active': false }],
  [
    'user',
    'PATCH',
    patch({ op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false }),
  ],
]
const GIVES: readonly (readonly [Parameters<typeof takesAway>[0], string, unknown])[] = [
  [null, 'DELETE', {}],
  ['user', 'GET', {}],
  ['user', 'POST', { userName: 'a@b.test', active: false }],
  ['user', 'PUT', { userName: 'a@b.test' }],
  ['user', 'PUT', { userName: 'a@b.test', active: true }],
  ['user', 'PUT', { active: false, Active: true }],
  ['user', 'PUT', 'active'],
  ['user', 'PUT', { userName: 'a@b.test', 'urn:acme:2.0:User:active': false }],
  ['group', 'PUT', { displayName: 'x', active: false }],
  ['group', 'PATCH', patch(off)],
  ['user', 'PATCH', patch()],
  ['user', 'PATCH', {}],
  ['user', 'PATCH', { Operations: [off], operations: [{ op: 'replace', value: { active: true } }] }],
  ['user', 'PATCH', patch(off, { op: 'replace', value: { active: true } })],
  ['user', 'PATCH', patch(off, { op: 'replace', path: 'userName', value: 'x' })],
  ['user', 'PATCH', patch({ op: 'replace', value: { active: false, userName: 'x' } })],
  ['user', 'PATCH', patch({ op: 'remove', path: 'active' })],
  ['user', 'PATCH', patch({ op: 'replace', path: 'urn:acme:2.0:User:active', value: false })],
  ['user', 'PATCH', patch({ op: 'replace', path: 'name.active', value: false })],
  ['user', 'PATCH', patch({ op: 'replace', path: 7, value: { active: false } })],
]

test('what only takes access away is told from what gives some', () => {
  for (const one of TAKES) assert.equal(takesAway(...one), true, JSON.stringify(one))
  for (const one of GIVES) assert.equal(takesAway(...one), false, JSON.stringify(one))
})
