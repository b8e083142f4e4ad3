import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayStrip, rowsByKey, STRIP_DAYS, stripStart, type DayRow } from './days.ts'

const now = new Date('2026-11-20T06:32:07Z')
const long = new Date('2020-01-01T00:00:00Z')
const row = (day: string, severity: DayRow['severity']): DayRow => ({ key: 'k', day, severity, incidents: 1 })

test('a strip is ninety days, oldest first, and ends today', () => {
  const { from, to, marks } = dayStrip([], long, now)
  assert.equal(marks.length, STRIP_DAYS)
  assert.equal(from, '2026-08-23')
  assert.equal(to, '2026-11-20')
  assert.equal(stripStart(now).toISOString(), '2026-08-23T00:00:00.000Z')
  assert.ok(marks.every((mark) => mark === 'calm'))
})

test('a severe incident marks its day down, a P2 degraded, a P3 not at all', () => {
  const { marks } = dayStrip(
    [
      row('2026-11-20', 'P0'),
      row('2026-11-19', 'P1'),
      row('2026-11-18', 'P2'),
      row('2026-11-17', 'P3'),
      row('2026-08-23', 'P1'),
    ],
    long,
    now,
  )
  assert.deepEqual(marks.slice(-4), ['calm', 'degraded', 'down', 'down'])
  assert.equal(marks[0], 'down')
})

test('before somebody watched, a day is unknown and never calm; what is on record still counts', () => {
  const { marks } = dayStrip([row('2026-11-16', 'P2')], new Date('2026-11-18T23:59:59Z'), now)
  assert.deepEqual(marks.slice(-6), ['unknown', 'degraded', 'unknown', 'calm', 'calm', 'calm'])
  assert.equal(marks.filter((mark) => mark === 'unknown').length, STRIP_DAYS - 4)
})

test('rows are told apart by their key', () => {
  const rows = [row('2026-11-20', 'P0'), { ...row('2026-11-20', 'P2'), key: 'other' }]
  assert.deepEqual(rowsByKey(rows).get('other'), [rows[1]])
})
