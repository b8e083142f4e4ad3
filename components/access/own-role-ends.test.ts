import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MemberView } from '#lib/modules/access/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { ownRoleEnds } from './own-role-ends.ts'

const t = englishText('members')

const member = (expiresAt: string | null): MemberView => ({
  id: 'm',
  name: 'Ada',
  email: 'ada@example.test',
  state: 'active',
  timeZone: 'UTC',
  createdAt: '2026-01-01T00:00:00.000Z',
  bindings: [
    { id: 'b', role: 'viewer', scope: 'operator', createdAt: '2026-01-01T00:00:00.000Z', expiresAt },
  ],
})

test('the own row with a role that ends says who renews it, every other row says nothing', () => {
  const end = '2026-02-01T00:00:00.000Z'
  assert.match(ownRoleEnds(t, member(end), 'ada@example.test') ?? '', /another member/)
  assert.equal(ownRoleEnds(t, member(end), 'lou@example.test'), undefined)
  assert.equal(ownRoleEnds(t, member(null), 'ada@example.test'), undefined)
})
