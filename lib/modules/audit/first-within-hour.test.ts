import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { memberId } from '#lib/core/ids.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { onceWithinHour } from './first-within-hour.ts'

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

type Meeting = Parameters<typeof onceWithinHour>[0]
/** How many were left out before the entry that is written now; null where none is. */
async function leftOutBefore(ctx: Meeting, matter: string, isOurs = false): Promise<number | null> {
  let before: number | null = null
  await onceWithinHour(ctx, { matter, isOurs }, async (leftOut) => {
    before = leftOut
    await Promise.resolve()
  })
  return before
}

test('one entry an hour for an actor and a matter, and the next one knows how many were left out', async () => {
  const one = member('01')
  const seen: (number | null)[] = []
  for (let n = 0; n < 4; n += 1) seen.push(await leftOutBefore(one, 'foreign scope'))
  assert.deepEqual(seen, [0, null, null, null])
  assert.equal(await leftOutBefore(one, 'suspended'), 0, 'another matter')
  assert.equal(await leftOutBefore(member('02'), 'foreign scope'), 0, 'somebody else')
  clock.advance(HOUR_MS - 1)
  assert.equal(await leftOutBefore(one, 'foreign scope'), null)
  clock.advance(1)
  assert.equal(await leftOutBefore(one, 'foreign scope'), 4)
  clock.advance(HOUR_MS)
  assert.equal(await leftOutBefore(one, 'foreign scope'), 0)
})

test('an entry that could not be written is none: the next time writes it, and counts it', async () => {
  const gone = async () => await Promise.reject(new Error('the database is away'))
  for (const who of [member('04'), stranger]) {
    await assert.rejects(onceWithinHour(who, { matter: 'lost' }, gone), /away/)
    await assert.rejects(onceWithinHour(who, { matter: 'lost' }, gone), /away/, 'it is tried again')
    assert.equal(await leftOutBefore(who, 'lost'), 2)
    assert.equal(await leftOutBefore(who, 'lost'), null)
  }
})

test('strangers from 50,000 networks are 1,001 entries an hour, and hide nothing of what known people do', async () => {
  clock.advance(HOUR_MS)
  const flood = async (): Promise<number> => {
    let entries = 0
    for (let network = 0; network < 50_000; network += 1)
      if ((await leftOutBefore(stranger, `credential ${network}`)) !== null) entries += 1
    return entries
  }
  assert.equal(await leftOutBefore(member('03'), 'key from one'), 0)
  assert.equal(await flood(), 1001)
  assert.equal(await leftOutBefore(member('03'), 'key from one'), null, 'it is still remembered')
  assert.equal(await leftOutBefore(member('03'), 'key from another'), 0, 'and what is new is noted')
  assert.equal(await leftOutBefore(stranger, 'credential of ours', true), 0, 'nor what is ours')
  assert.equal(await flood(), 0, 'once within the hour')
  clock.advance(HOUR_MS)
  assert.equal(await flood(), 1001)
})

test('of strangers who are not told apart it is said, and how many they were', async () => {
  clock.advance(HOUR_MS)
  const said: (readonly [number, boolean])[] = []
  for (let network = 0; network < 1003; network += 1)
    await onceWithinHour(stranger, { matter: `door ${network}` }, async (leftOut, isOfMany) => {
      await Promise.resolve(said.push([leftOut, isOfMany]))
    })
  assert.deepEqual(said.at(-2), [0, false])
  assert.deepEqual(said.at(-1)?.[1], true)
  assert.equal(said.length, 1001)
})
