import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnused, REVIEW_DAYS, reviewState } from './review-state.ts'

const now = new Date('2026-11-21T12:00:00Z')
const daysAgo = (days: number, seconds = 0): Date =>
  new Date(now.getTime() - days * 86_400_000 - seconds * 1000)

test('a role is new until somebody looks at it, and due again 90 days later', () => {
  assert.equal(reviewState({ confirmedAt: null }, now), 'new')
  assert.equal(reviewState({ confirmedAt: now }, now), 'confirmed')
  assert.equal(reviewState({ confirmedAt: daysAgo(REVIEW_DAYS) }, now), 'confirmed')
  assert.equal(reviewState({ confirmedAt: daysAgo(REVIEW_DAYS, 1) }, now), 'due')
})

test('a role is unused when nobody acted by it for 90 days, and never before it is that old', () => {
  const used = (lastUsedAt: Date | null, createdAt: Date) =>
    isUnused({ createdAt, lastUsedAt, confirmedAt: null }, now)
  assert.equal(used(null, daysAgo(10)), false)
  assert.equal(used(null, daysAgo(REVIEW_DAYS, 1)), true)
  assert.equal(used(daysAgo(1), daysAgo(400)), false)
  assert.equal(used(daysAgo(REVIEW_DAYS, 1), daysAgo(400)), true)
})
