import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SignInPolicyView } from '#lib/modules/identity/schemas.ts'
import { demandShown } from './demand-shown.ts'

const none = { requireFactor: false, signOnOnly: false }
const nobody = { requireFactor: null, signOnOnly: null }
const policy = (parts: Partial<SignInPolicyView>): SignInPolicyView => ({
  ...none,
  fromAbove: none,
  requiredBy: nobody,
  asked: none,
  actsFrom: null,
  ...parts,
})
const shown = (parts: Partial<SignInPolicyView>) => demandShown(policy(parts), 'requireFactor')
const asked = { ...none, requireFactor: true }

test('the operator can require what the tenant ticked for itself, and sees both', () => {
  const alone = shown({ actsFrom: 'operator', requireFactor: true, asked })
  assert.deepEqual(alone, { isTicked: false, isAbove: false, askedBeside: 'alone', mayStop: true })
  const required = { ...nobody, requireFactor: 'operator' as const }
  const both = shown({ actsFrom: 'operator', requireFactor: true, asked, requiredBy: required })
  assert.deepEqual(both, { isTicked: true, isAbove: false, askedBeside: 'too', mayStop: false })
  assert.equal(shown({ actsFrom: 'operator', requiredBy: required }).askedBeside, null)
})

test('who acts by the scope itself ticks what it asks for, and lifts nothing from above', () => {
  const own = shown({ requireFactor: true, asked })
  assert.deepEqual(own, { isTicked: true, isAbove: false, askedBeside: null, mayStop: false })
  const requiredBy = { ...nobody, requireFactor: 'operator' as const }
  const above = shown({ fromAbove: asked, requiredBy })
  assert.deepEqual([above.isTicked, above.isAbove], [true, true])
})
