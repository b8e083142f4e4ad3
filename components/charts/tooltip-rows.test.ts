import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareChart } from './prepare-chart.ts'
import { tooltipRows } from './tooltip-rows.ts'

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
  const { at, rows } = tooltipRows(chart, FROM + 4)
  assert.equal(at, FROM)
  assert.deepEqual(
    rows.map(({ id, text }) => `${id} ${text}`),
    ['b 2 s', 'a 1 s', 'c no data'],
  )
})

test('zero is a value, and times outside are those of the edge', () => {
  assert.deepEqual(
    tooltipRows(chart, FROM + 10).rows.map(({ text }) => text),
    ['0 s', 'no data', 'no data'],
  )
  assert.equal(tooltipRows(chart, FROM + 999).at, FROM + 20)
  assert.equal(tooltipRows(chart, FROM - 999).at, FROM)
})
