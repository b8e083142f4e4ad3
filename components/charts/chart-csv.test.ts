import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import { chartCsv } from './chart-csv.ts'
import { prepareChart } from './prepare-chart.ts'

const t = englishText('charts')

const FROM = Date.UTC(2026, 10, 20, 6, 0) / 1000

test('every time has a row, gaps are empty cells, and labels cannot become formulas', () => {
  const chart = prepareChart(
    t,
    {
      kind: 'line',
      unit: 's',
      from: FROM,
      to: FROM + 20,
      step: 10,
      series: [
        {
          id: 'a',
          label: '=HYPERLINK("x")',
          points: [
            [FROM, 0.25],
            [FROM + 20, -1],
          ],
        },
        { id: 'b', label: 'b, c', points: [[FROM + 10, 0]] },
      ],
    },
    englishReader('Asia/Kuala_Lumpur'),
  )
  assert.deepEqual(chartCsv(chart).split('\r\n'), [
    `time (UTC),"'=HYPERLINK(""x"") (s)","b, c (s)"`,
    '2026-11-20T06:00:00.000Z,0.25,',
    '2026-11-20T06:00:10.000Z,,0',
    '2026-11-20T06:00:20.000Z,-1,',
    '',
  ])
})
