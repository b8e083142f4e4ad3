import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { memberId } from '#lib/core/ids.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { isFirstWithinHour, leftOutBefore } from './first-within-hour.ts'

const HOUR_MS = 3_600_000
const clock = manualClock(new Date('2026-11-22T10:00:00Z'))
const stranger = { scope: operatorScope, clock, actor: { kind: 'job', name: 'visitor' } } as const
const member = (last: string) =>
  ({
    scope: operatorScope,
    clock,
    actor: {
      kind: 'member',
      id: memberId(`0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e${last}`),
      name: 'Ada',
      email: 'ada@example.test',
    },
  }) as const

test('one entry an hour for an actor and a matter, and the next one knows how many were left out', () => {
  const one = member('01')
  assert.deepEqual(
    Array.from({ length: 4 }, () => leftOutBefore(one, 'foreign scope')),
    [0, null, null, null],
  )
  assert.equal(leftOutBefore(one, 'suspended'), 0, 'another matter')
  assert.equal(leftOutBefore(member('02'), 'foreign scope'), 0, 'somebody else')
  clock.advance(HOUR_MS - 1)
  assert.equal(leftOutBefore(one, 'foreign scope'), null)
  clock.advance(1)
  assert.equal(leftOutBefore(one, 'foreign scope'), 4)
  clock.advance(HOUR_MS)
  assert.equal(leftOutBefore(one, 'foreign scope'), 0)
})

test('strangers from 50,000 networks are 1,001 entries an hour, and hide nothing of what known people do', () => {
  const flood = (): number => {
    let entries = 0
    for (let network = 0; network < 50_000; network += 1)
      if (isFirstWithinHour(stranger, `credential ${network}`)) entries += 1
    return entries
  }
  assert.equal(leftOutBefore(member('03'), 'key from one'), 0)
  assert.equal(flood(), 1001)
  assert.equal(leftOutBefore(member('03'), 'key from one'), null, 'it is still remembered')
  assert.equal(leftOutBefore(member('03'), 'key from another'), 0, 'and what is new is noted')
  assert.equal(flood(), 0, 'once within the hour')
  clock.advance(HOUR_MS)
  assert.equal(flood(), 1001)
})
