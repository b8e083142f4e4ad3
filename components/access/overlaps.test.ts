import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OVERLAPS, overlapOf } from './overlaps.ts'

test('an overlap is one of the list, from none to a week', () => {
  assert.deepEqual(
    OVERLAPS.map((value) => overlapOf(value)),
    [0, 3600, 86_400, 604_800],
  )
})

test('anything else is a day', () => {
  for (const text of [undefined, '', 'soon', '-1', '999999999']) assert.equal(overlapOf(text), 86_400)
})
