import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TimelineView } from '#lib/modules/incidents/schemas.ts'
import { incidentMoments, incidentTime } from './incident-drawing.ts'

const OPENED = '2026-11-20T10:00:00.000Z'
const seconds = (text: string): number => Date.parse(text) / 1000
const entry = (at: string, kind: string): TimelineView => ({
  id: `${at} ${kind}`,
  at,
  kind,
  actorKind: 'job',
  actorName: 'Bailiwick',
  text: kind,
  data: {},
})

test('an open incident is shown from an hour before it up to now, on the grid of its step', () => {
  const now = new Date('2026-11-20T10:20:07.000Z')
  const { grid, isLive } = incidentTime({ openedAt: OPENED, resolvedAt: null }, now)
  assert.ok(isLive)
  assert.equal(grid.step, 30)
  assert.equal(grid.from, seconds('2026-11-20T09:00:00Z'))
  assert.equal(grid.to, seconds('2026-11-20T10:20:00Z'))
})

test('a resolved one is shown to ten minutes after its end, and moves on until then', () => {
  const told = { openedAt: OPENED, resolvedAt: '2026-11-20T10:20:00.000Z' }
  const soon = incidentTime(told, new Date('2026-11-20T10:25:00.000Z'))
  assert.deepEqual([soon.grid.to, soon.isLive], [seconds('2026-11-20T10:25:00Z'), true])
  const late = incidentTime(told, new Date('2026-12-20T10:00:00.000Z'))
  assert.deepEqual([late.grid.to, late.isLive], [seconds('2026-11-20T10:30:00Z'), false])
})

test('a long one keeps few enough values, and begins before its opening still', () => {
  const { grid } = incidentTime({ openedAt: OPENED, resolvedAt: null }, new Date('2026-11-27T10:00:00.000Z'))
  assert.ok((grid.to - grid.from) / grid.step <= 241)
  assert.ok(grid.from < seconds(OPENED))
})

test('every page is a flag at its time, and what has not happened has none', () => {
  const told = {
    openedAt: OPENED,
    acknowledgedAt: null,
    resolvedAt: null,
    timeline: [
      entry('2026-11-20T10:05:00.000Z', 'paged'),
      entry('2026-11-20T10:00:02.000Z', 'paged'),
      entry('2026-11-20T10:00:02.000Z', 'paged'),
      entry('2026-11-20T10:00:01.000Z', 'comment'),
      entry(OPENED, 'opened'),
    ],
  }
  assert.deepEqual(
    incidentMoments(told, (moment) => `is ${moment}`),
    [
      { at: seconds(OPENED), label: 'is opened', tone: 'incident' },
      { at: seconds(OPENED) + 2, label: 'is paged', tone: 'incident' },
      { at: seconds(OPENED) + 300, label: 'is paged', tone: 'incident' },
    ],
  )
  const ended = {
    ...told,
    acknowledgedAt: '2026-11-20T10:01:00.000Z',
    resolvedAt: '2026-11-20T10:09:00.000Z',
  }
  assert.deepEqual(
    incidentMoments(ended, (moment) => moment).map(({ label }) => label),
    ['opened', 'paged', 'acknowledged', 'paged', 'resolved'],
  )
})
