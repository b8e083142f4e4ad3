import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'
import { stripsCsv, stripsTwin } from './day-strip-twin.ts'

const strip = (from: string, to: string, marks: DayStripView['marks']): DayStripView => ({ from, to, marks })
const strips = [
  { label: '=Merbau', strip: strip('2026-11-18', '2026-11-20', ['calm', 'down', 'degraded']) },
  { label: 'Sena', strip: strip('2026-11-19', '2026-11-20', ['unknown', 'calm']) },
]

test('the table has every day of every strip, newest first, and says where there is none', () => {
  assert.deepEqual(stripsTwin(englishText('dashboards'), strips), {
    columns: ['Day in UTC', '=Merbau', 'Sena'],
    rows: [
      ['2026-11-20', 'degraded', 'no incident'],
      ['2026-11-19', 'down', 'not watched'],
      ['2026-11-18', 'no incident', null],
    ],
  })
})

test('the file has them oldest first, in words that stay, and runs no formula', () => {
  assert.equal(
    stripsCsv(strips),
    [
      `day (UTC),'=Merbau,Sena`,
      '2026-11-18,calm,',
      '2026-11-19,down,unknown',
      '2026-11-20,degraded,calm',
      '',
    ].join('\r\n'),
  )
})
