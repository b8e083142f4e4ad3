import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { parseRecentScopes, withRecentScope } from './recent-scopes.ts'

const tenant = (n: number): ScopeOption => ({
  param: `tenant:0199f0a2-0001-7000-8000-00000000000${n}`,
  kind: 'tenant',
  name: `Tenant ${n}`,
  platformId: '0199f0a2-0000-7000-8000-000000000001',
  platformName: 'SME Cloud',
})

test('the newest stands first, each once, and six are kept', () => {
  let text = '[]'
  for (const n of [1, 2, 3, 1, 4, 5, 6, 7]) text = withRecentScope(parseRecentScopes(text), tenant(n))
  assert.deepEqual(
    parseRecentScopes(text),
    [7, 6, 5, 4, 1, 3].map((n) => tenant(n)),
  )
})

test('what is no scope is left out', () => {
  const kept = tenant(1)
  const bad = [
    'no json',
    '{}',
    'null',
    JSON.stringify([
      { ...kept, param: 'tenant:1' },
      { ...kept, param: '/evil' },
    ]),
    JSON.stringify([{ ...kept, name: 7 }, { ...kept, name: 'x'.repeat(201) }, null, 'x']),
  ]
  for (const text of bad) assert.deepEqual(parseRecentScopes(text), [], text)
  assert.deepEqual(parseRecentScopes(null), [])
  // What it is comes from the parameter, whatever else is written there.
  assert.equal(parseRecentScopes(JSON.stringify([{ ...kept, kind: 'operator' }]))[0]?.kind, 'tenant')
})
