import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PERMISSIONS } from '#lib/core/permissions.ts'
import { areaOf, AREAS } from './permission-area.ts'

test('every area has permissions, and every permission has an area', () => {
  const found = PERMISSIONS.map((permission) => areaOf(permission))
  assert.deepEqual(new Set(found), new Set(AREAS))
  assert.equal(areaOf('member:bind'), 'Access')
  assert.equal(areaOf('tenant:erase'), 'Tenants')
  assert.equal(areaOf('metrics:query'), 'Watching')
})
