import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundText } from '#lib/core/time-range.ts'
import { typedRange } from './typed-range.ts'

const now = new Date('2026-11-20T12:00:00Z')
const read = (from: string, to: string, half: readonly string[] = []) =>
  typedRange({ from, to }, { half: new Set(half), zone: 'UTC', now })

test('two moments are a range', () => {
  const { range } = read('2026-11-20T10:00:00', '2026-11-20T11:00')
  assert.deepEqual(range === null ? null : [boundText(range.from), boundText(range.to)], [
    '2026-11-20T10:00:00Z',
    '2026-11-20T11:00:00Z',
  ])
})

test('half a moment is said at its own field, also where the field held a whole one before', () => {
  assert.deepEqual(read('', '2026-11-20T11:00').faults, { from: 'noMoment' })
  assert.deepEqual(read('2026-11-20T10:00', '2026-11-20T11:00', ['to']).faults, { to: 'noMoment' })
  assert.deepEqual(read('', '').faults, { from: 'noMoment', to: 'noMoment' })
})

test('a range that cannot be shown is said at its end', () => {
  assert.deepEqual(read('2026-11-20T11:00', '2026-11-20T10:00').faults, { to: 'reversed' })
})
