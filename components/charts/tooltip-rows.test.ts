import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import { prepareChart } from './prepare-chart.ts'
import { readAloud, tooltipRows, tooltipTime } from './tooltip-rows.ts'

const t = englishText('charts')

const FROM = Date.UTC(2026, 10, 20, 6, 0) / 1000
const chart = prepareChart(
  t,
  {
    kind: 'line',
    unit: 's',
    from: FROM,
    to: FROM + 20,
    step: 10,
    series: [
      { id: 'a', label: 'a', points: [[FROM, 1]] },
      {
        id: 'b',
        label: 'b',
        points: [
          [FROM, 2],
          [FROM + 10, 0],
        ],
      },
      { id: 'c', label: 'c', points: [] },
    ],
  },
  englishReader(),
)

test('the largest comes first, a series without a value says so and comes last', () => {
  assert.deepEqual(
    tooltipRows(t, chart, { index: 0, language: 'en' }).map(({ id, text }) => `${id} ${text}`),
    ['b 2 s', 'a 1 s', 'c no data'],
  )
})

test('zero is a value', () => {
  assert.deepEqual(
    tooltipRows(t, chart, { index: 1, language: 'en' }).map(({ text }) => text),
    ['0 s', 'no data', 'no data'],
  )
})

test('it is read out with seconds and zone, beyond a day with the date, and a forecast says so', () => {
  assert.equal(
    readAloud(t, chart, 1, englishReader('Asia/Kuala_Lumpur')),
    '14:00:10 UTC+8: b 0 s, a no data, c no data',
  )
  const long = { ...chart, to: FROM + 90_000, forecastFrom: FROM }
  assert.equal(tooltipTime(t, long, FROM + 10, englishReader()), '20 Nov 2026, 06:00:10 UTC, forecast')
})
