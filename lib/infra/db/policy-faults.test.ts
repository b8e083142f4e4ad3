// Postgres writes one and the same expression in its own way in each version: where it is not ours, functions are compared.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GUARDED_TABLES, POLICIES } from './policies.ts'
import { policyFaults } from './policy-faults.ts'

const tables = GUARDED_TABLES.map((table) => ({ table, isForced: true, isOwned: true }))
/** The catalogue in which one policy says something else. */
const faultsWith = (name: string, says: string, postgres: number): string[] =>
  policyFaults({
    tables,
    postgres,
    policies: POLICIES.map((policy) => (policy.name === name ? { ...policy, says } : policy)),
  })

test('another text of the same functions is a fault on the version whose texts we know, and none on another', () => {
  const other = 'staff all other(operator+platform)'
  assert.equal(faultsWith('incident_staff', other, 15).length, 1)
  assert.deepEqual(faultsWith('incident_staff', other, 17), [])
  assert.deepEqual(faultsWith('platform_staff', other, 17), [])
  assert.deepEqual(faultsWith('role_binding_from_above', 'staff select other()', 17), [])
})

test('other functions are a fault on every version', () => {
  for (const postgres of [15, 17])
    for (const says of [
      'staff all other(operator)',
      'staff all true',
      'staff select other(operator+platform)',
    ])
      assert.equal(faultsWith('incident_staff', says, postgres).length, 1, `${says} on ${postgres}`)
})
