import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { isEndingSoon, roleLeft } from './role-left.ts'

const t = englishText('roles')
const end = '2026-11-28T12:00:00Z'
const at = (text: string): Date => new Date(text)

test('what is left of a role is told in days, then in hours, and that it ended', () => {
  assert.equal(roleLeft(t, end, at('2026-11-25T11:00:00Z')), 'ends in 3 d')
  assert.equal(roleLeft(t, end, at('2026-11-27T12:00:00Z')), 'ends in 1 d')
  assert.equal(roleLeft(t, end, at('2026-11-28T06:58:00Z')), 'ends in 5 h 2 m')
  assert.equal(roleLeft(t, end, at(end)), 'ended')
})

test('the last week is soon, and what is over is not', () => {
  assert.deepEqual(
    ['2026-11-21T11:59:00Z', '2026-11-21T12:00:00Z', '2026-11-28T11:59:59Z', end].map((now) =>
      isEndingSoon(end, at(now)),
    ),
    [false, true, true, false],
  )
})
