import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LadderView } from '#lib/modules/incidents/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { ladderRungs } from './incident-ladder.ts'

const AT = '2026-11-20T10:00:00.000Z'
const after = (seconds: number): string => new Date(new Date(AT).getTime() + seconds * 1000).toISOString()
const rung = (
  step: number,
  state: LadderView['state'],
  name: string | null,
  askedAt: string | null = null,
): LadderView => ({
  step,
  members: name === null ? [] : [{ id: name, name }],
  dueAt: after(step * 300),
  state,
  firedAt: state === 'fired' ? after(step * 300 + 2) : null,
  askedAt,
})
const rungs = (state: 'open' | 'acknowledged' | 'resolved', by: string | null, ladder: LadderView[]) =>
  ladderRungs(englishText('incidents'), { openedAt: AT, state, acknowledgedByName: by, ladder })

test('of what waits, one comes next, counted from the rung before', () => {
  const [first, second, third] = rungs('open', null, [
    rung(0, 'fired', 'Ada'),
    rung(1, 'waiting', 'Ben'),
    rung(2, 'waiting', null),
  ])
  assert.deepEqual([first?.status, second?.status, third?.status], ['done', 'next', 'waiting'])
  assert.equal(first?.firedAfterSeconds, 2)
  assert.deepEqual([second?.since, second?.dueAt], [AT, after(300)])
  assert.equal(third?.names, 'Nobody')
})

test('once somebody has it, nothing comes next, and their rung says so', () => {
  const [first, second, third] = rungs('acknowledged', 'Ben', [
    rung(0, 'fired', 'Ada'),
    rung(1, 'fired', 'Ben'),
    rung(2, 'cancelled', 'Cem'),
  ])
  assert.deepEqual([first?.hasIncident, second?.hasIncident, third?.hasIncident], [false, true, false])
  assert.equal(third?.status, 'stopped')
})

test('a rung that the sweeper has not cancelled yet does not count down after the incident was taken', () => {
  assert.deepEqual(
    rungs('acknowledged', 'Zoe', [rung(0, 'waiting', 'Ada')]).map(({ status, hasIncident }) => [
      status,
      hasIncident,
    ]),
    [['stopped', false]],
  )
})

test('a rung that whoever has it called comes next, and what was stopped behind it stays so', () => {
  assert.deepEqual(
    rungs('acknowledged', 'Ada', [
      rung(0, 'fired', 'Ada'),
      rung(1, 'waiting', 'Ben', after(20)),
      rung(2, 'cancelled', 'Cem'),
    ]).map(({ status, isCalled }) => [status, isCalled]),
    [
      ['done', false],
      ['next', true],
      ['stopped', false],
    ],
  )
})
