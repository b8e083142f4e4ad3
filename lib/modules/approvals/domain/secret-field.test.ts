import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secretField } from './secret-field.ts'

test('a field that is called like a secret is found, however deep', () => {
  assert.equal(secretField({ newPassword: 'x' }), 'newPassword')
  assert.equal(secretField({ a: [{ b: { clientSecret: 'x' } }] }), 'clientSecret')
  assert.equal(secretField([{ api_token: 1 }]), 'api_token')
  assert.equal(secretField({ tenantId: 'x', reason: 'the password was lost' }), null)
  assert.equal(secretField('password'), null)
  assert.equal(secretField(null), null)
})
