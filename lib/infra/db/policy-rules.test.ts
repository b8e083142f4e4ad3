// A policy that was weakened asks the same functions as before: only its text tells.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ruleOf } from './policy-rules.ts'

const OPERATOR = '( SELECT app_operator() AS app_operator)'
const PLATFORM = '( SELECT app_platform() AS app_platform)'
const TENANT = '(tenant_id = ( SELECT app_tenant() AS app_tenant))'
const STAFF = `(${OPERATOR} OR (platform_id = ${PLATFORM}))`

test('what the migrations made has its name', () => {
  assert.equal(ruleOf({ command: 'ALL', using: TENANT, check: TENANT }), 'tenant')
  assert.equal(ruleOf({ command: 'SELECT', using: 'true', check: null }), 'true')
  assert.equal(ruleOf({ command: 'ALL', using: STAFF, check: STAFF }), 'operator+platform')
  const inSight = '(EXISTS ( SELECT\n   FROM member m\n  WHERE (m.id = channel.member_id)))'
  assert.equal(ruleOf({ command: 'ALL', using: inSight, check: inSight }), '-:member-in-sight')
})

test('what asks the same functions and lets more through has none', () => {
  const weak = [
    { command: 'ALL', using: `(${OPERATOR} OR (${PLATFORM} IS NOT NULL))`, check: STAFF },
    { command: 'ALL', using: `(${STAFF} OR true)`, check: STAFF },
    { command: 'ALL', using: STAFF, check: 'true' },
    { command: 'ALL', using: STAFF, check: null },
    { command: 'SELECT', using: 'true', check: 'true' },
    { command: 'ALL', using: TENANT.replace('tenant_id', 'id'), check: TENANT },
  ]
  for (const policy of weak) assert.match(ruleOf(policy), /^other\(/, JSON.stringify(policy))
  assert.equal(ruleOf({ command: 'ALL', using: STAFF, check: 'true' }), 'other(operator+platform)')
})
