import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalName, canonicalNames, withoutCoreUrn } from './attribute-names.ts'
import { ScimError } from './scim-error.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

test('names have one case, with the name of their schema or without it', () => {
  for (const name of [
    'active',
    'ACTIVE',
    ' Active ',
    `${CORE}:User:active`,
    `${CORE.toUpperCase()}:USER:Active`,
  ])
    assert.equal(canonicalName(name), 'active', name)
  assert.equal(canonicalName(`${CORE}:Group:displayname`), 'displayName')
  assert.equal(canonicalName('nickName'), 'nickName')
})

test('an attribute of another schema is another one', () => {
  for (const name of [
    `${ENTERPRISE}:active`,
    'urn:acme:active',
    `${CORE}:Device:active`,
    `${CORE}:User`,
    'urn:ietf:params:scim:schemas:core:2x0:User:active',
  ]) {
    assert.equal(withoutCoreUrn(name), name)
    assert.notEqual(canonicalName(name), 'active')
  }
})

test('names are made one at every depth that is ours, and no value is touched', () => {
  assert.deepEqual(
    canonicalNames({
      USERNAME: 'ADA',
      Name: { GIVENNAME: 'Ada' },
      Emails: [{ VALUE: 'A@B', Primary: true }, 'TEXT', ['LIST']],
      nickName: { VALUE: 1 },
      [ENTERPRISE]: { Active: 1, ACTIVE: 2 },
      operations: [{ OP: 'Add', Path: 'ACTIVE', Value: { 'name.GIVENNAME': 'x', Active: false } }],
    }),
    {
      userName: 'ADA',
      name: { givenName: 'Ada' },
      emails: [{ value: 'A@B', primary: true }, 'TEXT', ['LIST']],
      nickName: { VALUE: 1 },
      [ENTERPRISE]: { Active: 1, ACTIVE: 2 },
      Operations: [{ op: 'Add', path: 'ACTIVE', value: { 'name.GIVENNAME': 'x', active: false } }],
    },
  )
  for (const body of ['Active', null, 7, ['Active']]) assert.deepEqual(canonicalNames(body), body)
  const own = canonicalNames(JSON.parse('{"__proto__": {"Active": 1}}'))
  assert.deepEqual(own, Object.fromEntries([['__proto__', { Active: 1 }]]))
})

test('an attribute that is given twice is refused at every depth', () => {
  for (const body of [
    { active: false, Active: true },
    { active: false, [`${CORE}:User:active`]: true },
    { Operations: [{ op: 'replace', value: { active: false, ACTIVE: true } }] },
    { emails: [{ value: 'a', Value: 'b' }] },
  ]) {
    assert.throws(
      () => canonicalNames(body),
      (error: unknown) =>
        error instanceof ScimError && error.status === 400 && error.message.includes('twice'),
    )
  }
})
