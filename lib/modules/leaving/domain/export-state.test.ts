import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAtHand } from './export-state.ts'

test('an export is at hand while it is done, whole and within its days', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const [later, earlier] = [new Date(now.getTime() + 1), new Date(now.getTime() - 1)]
  const made = { state: 'done', digest: 'abc', expiresAt: later }
  assert.equal(isAtHand(made, now), true)
  for (const other of [
    { ...made, expiresAt: now },
    { ...made, expiresAt: earlier },
    { ...made, expiresAt: null },
    { ...made, digest: null },
    { ...made, state: 'removed' },
    { ...made, state: 'running' },
    { ...made, state: 'failed' },
  ])
    assert.equal(isAtHand(other, now), false, JSON.stringify(other))
})
