import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueRoleWarning, nearest } from './role-ending.ts'

const DAY_MS = 86_400_000
const end = new Date('2026-12-31T12:00:00Z')
const before = (days: number): Date => new Date(end.getTime() - days * DAY_MS)

test('a role is warned of 7 days and 1 day before its end, once each', () => {
  const cases: readonly (readonly [days: number, told: number | null, due: number | null])[] = [
    [30, null, null],
    [7.01, null, null],
    [7, null, 7],
    [3, null, 7],
    [3, 7, null],
    [1, 7, 1],
    [0.5, null, 1],
    [0.5, 1, null],
    [0, null, null],
    [-1, null, null],
  ]
  for (const [days, toldDays, due] of cases) {
    const role = { createdAt: before(60), expiresAt: end, toldDays }
    assert.equal(dueRoleWarning(role, before(days)), due, `${days} days before, told ${toldDays}`)
  }
})

test('a role that was given for a short time is not warned of at once', () => {
  const given = (days: number, now: number) =>
    dueRoleWarning({ createdAt: before(days), expiresAt: end, toldDays: null }, before(now))
  assert.deepEqual([given(5, 5), given(5, 2), given(5, 1), given(0.3, 0.2)], [null, null, 1, null])
})

test('those are told who stand nearest', () => {
  const tenant = { id: 't', platformId: 'p', tenantId: 't' }
  const platform = { id: 'p', platformId: 'p', tenantId: null }
  const operator = { id: 'o', platformId: null, tenantId: null }
  assert.deepEqual(nearest([operator, tenant, platform]), [tenant])
  assert.deepEqual(nearest([operator, platform]), [platform])
  assert.deepEqual(nearest([operator]), [operator])
  assert.deepEqual(nearest([]), [])
})
