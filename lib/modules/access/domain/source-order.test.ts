import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SOURCE_SORTS, sourceOrder, type SourceSort } from './source-order.ts'
import { sourceStanding } from './source-standing.ts'

const NOW = Date.parse('2026-11-20T14:32:07Z')
const none = { lastUsedAt: null, revokedAt: null, expiresAt: null }

test('a source waits, sends, falls silent, and ends by itself or by hand', () => {
  assert.equal(sourceStanding(none, NOW), 'waiting')
  assert.equal(sourceStanding({ ...none, lastUsedAt: '2026-11-20T14:30:00Z' }, NOW), 'receiving')
  assert.equal(sourceStanding({ ...none, lastUsedAt: '2026-11-20T14:20:00Z' }, NOW), 'silent')
  assert.equal(sourceStanding({ ...none, expiresAt: '2026-11-20T14:32:07Z' }, NOW), 'ended')
  const revoked = { ...none, revokedAt: '2026-11-20T14:00:00Z', expiresAt: '2026-11-20T14:00:00Z' }
  assert.equal(sourceStanding(revoked, NOW), 'revoked')
})

const SOURCES = [
  { id: '1', name: 'old', createdAt: '2026-01-01T00:00:00Z', ...none },
  { id: '2', name: 'shut', createdAt: '2026-03-01T00:00:00Z', ...none, revokedAt: '2026-03-02T00:00:00Z' },
  { id: '3', name: 'new', createdAt: '2026-02-01T00:00:00Z', ...none, lastUsedAt: '2026-11-20T14:30:00Z' },
]
const inOrder = (sort: SourceSort): string =>
  SOURCES.toSorted(sourceOrder(sort, NOW))
    .map(({ id }) => id)
    .join('')

test('newest first, with what is revoked last; by state it is what needs a person first', () => {
  assert.equal(inOrder('live'), '312')
  assert.equal(inOrder('-created'), '231')
  assert.equal(inOrder('name'), '312')
  assert.equal(inOrder('-name'), '213')
  assert.equal(inOrder('state'), '123')
  assert.equal(inOrder('used'), '312')
})

test('every order names every source once', () => {
  for (const sort of SOURCE_SORTS) assert.deepEqual(inOrder(sort).split('').toSorted(), ['1', '2', '3'], sort)
})
