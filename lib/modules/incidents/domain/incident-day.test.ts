import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIncidentDay } from './incident-day.ts'

test('a day is one that there is, of this millennium, and written in one way', () => {
  for (const day of ['2026-11-20', '2028-02-29', '2000-01-01', '2999-12-31'])
    assert.equal(isIncidentDay(day), true, day)
  for (const text of [
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-11-20T00',
    '2026-1-2',
    '0000-01-01',
    '9999-12-31',
    '+2026-11-20',
    '',
    'today',
  ])
    assert.equal(isIncidentDay(text), false, text)
})
