import assert from 'node:assert/strict'
import { test } from 'node:test'
import { project, wantedOf, wants } from './projection.ts'

const USER = {
  schemas: ['s'],
  id: '1',
  userName: 'ada',
  name: { formatted: 'Ada L.', givenName: 'Ada' },
  emails: [{ value: 'a@b', type: 'work', primary: true }],
  meta: { resourceType: 'User' },
}
const { schemas, id } = USER

const CASES: readonly (readonly [query: Parameters<typeof wantedOf>[0], left: object])[] = [
  [{}, USER],
  [{ attributes: '' }, USER],
  [{ attributes: 'userName' }, { schemas, id, userName: 'ada' }],
  [{ attributes: ' USERNAME , id' }, { schemas, id, userName: 'ada' }],
  [{ attributes: 'urn:ietf:params:scim:schemas:core:2.0:User:userName' }, { schemas, id, userName: 'ada' }],
  [
    { attributes: 'urn:ietf:params:scim:schemas:core:2.0:User:name.givenName' },
    { schemas, id, name: { givenName: 'Ada' } },
  ],
  [{ attributes: 'name.givenname' }, { schemas, id, name: { givenName: 'Ada' } }],
  [
    { attributes: ['userName', 'name.givenName', 7] },
    { schemas, id, userName: 'ada', name: { givenName: 'Ada' } },
  ],
  [{ attributes: 'name.givenName,name' }, { schemas, id, name: USER.name }],
  [{ attributes: 'emails.value' }, { schemas, id, emails: [{ value: 'a@b' }] }],
  [{ attributes: 'urn:ietf:params:scim:schemas:extension:acme:2.0:User:userName' }, { schemas, id }],
  [{ attributes: 'nothing,constructor,__proto__' }, { schemas, id }],
  [{ excludedAttributes: 'EMAILS,name,meta,id,schemas' }, { schemas, id, userName: 'ada' }],
  [
    { excludedAttributes: 'name.formatted,emails,meta' },
    { schemas, id, userName: 'ada', name: { givenName: 'Ada' } },
  ],
  [
    { attributes: 'userName,name', excludedAttributes: 'name' },
    { schemas, id, userName: 'ada' },
  ],
]
for (const [query, left] of CASES) {
  test(`what is wanted by ${JSON.stringify(query)}`, () => {
    assert.deepEqual(project(USER, wantedOf(query)), left)
    const list = { schemas: ['list'], totalResults: 1, Resources: [USER] }
    assert.deepEqual(project(list, wantedOf(query)), { ...list, Resources: [left] })
    for (const name of Object.keys(USER)) assert.equal(wants(wantedOf(query), name), name in left, name)
  })
}
