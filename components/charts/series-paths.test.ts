import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import type { ChartInput } from './chart-data.ts'
import { prepareChart } from './prepare-chart.ts'
import { chartBandPath, seriesPaths } from './series-paths.ts'

const t = englishText('charts')

const input: ChartInput = {
  kind: 'line',
  unit: '',
  from: 0,
  to: 40,
  step: 10,
  series: [
    {
      id: 'a',
      label: 'a',
      points: [
        [0, 0],
        [10, 10],
        [30, 10],
        [40, 0],
      ],
    },
  ],
  covers: [0, 10],
}
const paths = (more: Partial<ChartInput>) => {
  const chart = prepareChart(t, { ...input, ...more }, englishReader())
  const [series] = chart.series
  assert.ok(series)
  return { chart, ...seriesPaths(chart, series) }
}

test('a hole breaks lines and areas', () => {
  assert.equal(paths({}).line, 'M0 100L250 0M750 0L1000 100')
  assert.equal(paths({}).fill, '')
  assert.equal(paths({ kind: 'stack' }).fill, 'M0 100L250 0L250 100L0 100ZM750 0L1000 100L1000 100L750 100Z')
})

test('a forecast begins at the newest value, without a hole between', () => {
  const { line, forecastLine } = paths({ forecastFrom: 30 })
  assert.deepEqual([line, forecastLine], ['M0 100L250 0M750 0h0', 'M750 0L1000 100'])
})

test('bars stand around their times, and zero has none', () => {
  const { fill, forecastFill } = paths({ kind: 'bar', forecastFrom: 10 })
  assert.equal(fill, 'M216 100H384V0H216Z')
  assert.equal(forecastFill, 'M616 100H784V0H616Z')
})

test('a band is one area for each stretch in which both edges are known', () => {
  const { chart } = paths({
    band: {
      label: 'normal',
      points: [
        [0, 0, 10],
        [10, 0, 10],
      ],
    },
  })
  assert.equal(chartBandPath(chart), 'M0 0L250 0L250 100L0 100Z')
})
