import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueWarning, keyEnd, oldKeyUntil, rotatedKeyEnd } from './key-life.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const inDays = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000)

test('a key ends after 90 days unless another moment is named, and never after the longest life', () => {
  assert.deepEqual(keyEnd(undefined, NOW, 365), { kind: 'ends', at: inDays(90) })
  assert.deepEqual(keyEnd(undefined, NOW, 30), { kind: 'ends', at: inDays(30) })
  assert.deepEqual(keyEnd(inDays(365).toISOString(), NOW, 365), { kind: 'ends', at: inDays(365) })
  for (const [asked, words] of [
    [NOW, /future/],
    [inDays(366), /within 365 days/],
  ] as const) {
    const end = keyEnd(asked.toISOString(), NOW, 365)
    assert.match(end.kind === 'refused' ? end.problem : '', words)
  }
})

test('a rotated key lives as long again', () => {
  const key = { createdAt: inDays(-20), rotatedAt: null, expiresAt: inDays(10) }
  assert.deepEqual(rotatedKeyEnd(key, NOW, 365), inDays(30))
  assert.deepEqual(rotatedKeyEnd({ ...key, rotatedAt: inDays(-5) }, NOW, 365), inDays(15))
  assert.deepEqual(rotatedKeyEnd(key, NOW, 7), inDays(7))
  assert.deepEqual(rotatedKeyEnd({ ...key, expiresAt: null }, NOW, 365), inDays(90))
})

test('an overlap never prolongs the old credential', () => {
  assert.deepEqual(oldKeyUntil(inDays(10), NOW, 86_400), inDays(1))
  assert.deepEqual(oldKeyUntil(inDays(0.5), NOW, 86_400), inDays(0.5))
  assert.deepEqual(oldKeyUntil(null, NOW, 0), NOW)
})

test('owners are told once within 7 days and once within 1 day', () => {
  assert.equal(dueWarning(inDays(8), null, NOW), null)
  assert.equal(dueWarning(inDays(7), null, NOW), 7)
  assert.equal(dueWarning(inDays(3), 7, NOW), null)
  assert.equal(dueWarning(inDays(1), 7, NOW), 1)
  assert.equal(dueWarning(inDays(1), null, NOW), 1)
  assert.equal(dueWarning(inDays(0.5), 1, NOW), null)
  assert.equal(dueWarning(inDays(-1), null, NOW), null)
})
