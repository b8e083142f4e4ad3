import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareChart } from './prepare-chart.ts'
import { readAloud, tooltipRows, tooltipTime } from './tooltip-rows.ts'

const FROM = Date.UTC(2026, 10, 20, 6, 0) / 1000
const chart = prepareChart(
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
  'UTC',
)

test('the largest comes first, a series without a value says so and comes last', () => {
  assert.deepEqual(
    tooltipRows(chart, 0).map(({ id, text }) => `${id} ${text}`),
    ['b 2 s', 'a 1 s', 'c no data'],
  )
})

test('zero is a value', () => {
  assert.deepEqual(
    tooltipRows(chart, 1).map(({ text }) => text),
    ['0 s', 'no data', 'no data'],
  )
})

test('it is read out with seconds and zone, beyond a day with the date, and a forecast says so', () => {
  assert.equal(readAloud(chart, 1, 'Asia/Kuala_Lumpur'), '14:00:10 UTC+8: b 0 s, a no data, c no data')
  const long = { ...chart, to: FROM + 90_000, forecastFrom: FROM }
  assert.equal(tooltipTime(long, FROM + 10, 'UTC'), '20 Nov 2026, 06:00:10 UTC, forecast')
})
