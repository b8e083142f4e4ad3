import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeOf } from './home.ts'

const OPERATOR = { platformId: null, tenantId: null }
const ACME = { platformId: 'p', tenantId: 'a' }

test('a member of one tenant is at home there, everybody else at the operator', () => {
  assert.deepEqual(homeOf([]), OPERATOR)
  assert.deepEqual(homeOf([ACME]), ACME)
  assert.deepEqual(homeOf([ACME, ACME]), ACME)
  assert.deepEqual(homeOf([ACME, { platformId: 'p', tenantId: 'b' }]), OPERATOR)
  assert.deepEqual(homeOf([ACME, { platformId: 'p', tenantId: null }]), OPERATOR)
  assert.deepEqual(homeOf([OPERATOR]), OPERATOR)
})
