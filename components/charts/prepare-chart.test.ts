import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import type { ChartInput, Point } from './chart-data.ts'
import { prepareChart } from './prepare-chart.ts'

const t = englishText('charts')

const FROM = Date.UTC(2026, 10, 20, 6, 0) / 1000

const at = (seconds: number, value: number): Point => [seconds, value]

const input = (points: readonly Point[], more: Partial<ChartInput> = {}): ChartInput => ({
  kind: 'line',
  unit: 's',
  from: FROM,
  to: FROM + 60,
  step: 10,
  series: [{ id: 'p95', label: 'p95', points }],
  ...more,
})

test('a step without a sample is null, and zero stays zero', () => {
  const chart = prepareChart(
    t,
    input([
      [FROM, 0],
      [FROM + 10, 1],
      [FROM + 40, 2],
      [FROM + 50, 0],
      [FROM + 60, 3],
    ]),
    englishReader(),
  )
  assert.deepEqual(chart.series[0]?.values, [0, 1, null, null, 2, 0, 3])
  assert.deepEqual(chart.gaps, [{ from: FROM + 10, to: FROM + 40, label: 'no data 30 s', isWide: true }])
})

test('missing beginnings and ends are gaps up to the edge of the range', () => {
  const chart = prepareChart(t, input([[FROM + 30, 1]]), englishReader())
  assert.deepEqual(
    chart.gaps.map(({ from, to }) => [from - FROM, to - FROM]),
    [
      [0, 30],
      [30, 60],
    ],
  )
})

test('a range without any sample is one gap, with a sentence and no figure on the axis', () => {
  const chart = prepareChart(t, input([]), englishReader())
  assert.deepEqual(chart.gaps, [{ from: FROM, to: FROM + 60, label: 'no data 1 m', isWide: true }])
  assert.equal(chart.finding, 'p95: no data')
  assert.deepEqual(chart.valueAxis.ticks, [])
  assert.equal(prepareChart(t, input([], { series: [] }), englishReader()).finding, 'No data in this range')
})

test('a hole in one series only breaks its line and is no gap of the chart', () => {
  const full: Point[] = Array.from({ length: 7 }, (_, i) => [FROM + i * 10, 1])
  const chart = prepareChart(
    t,
    input([], {
      series: [
        { id: 'a', label: 'a', points: full },
        { id: 'b', label: 'b', points: full.filter((_, i) => i !== 3) },
      ],
    }),
    englishReader(),
  )
  assert.equal(chart.series[1]?.values[3], null)
  assert.deepEqual(chart.gaps, [])
})

test('what is not a finite number counts as not measured', () => {
  const chart = prepareChart(
    t,
    input([
      [FROM, Number.NaN],
      [FROM + 10, Number.POSITIVE_INFINITY],
      [FROM + 20, 5],
    ]),
    englishReader(),
  )
  assert.deepEqual(chart.series[0]?.values.slice(0, 3), [null, null, 5])
})

test('where two samples fall on one step the peak stays', () => {
  const chart = prepareChart(
    t,
    input([
      [FROM + 8, 1],
      [FROM + 12, 9],
      [FROM + 11, 2],
    ]),
    englishReader(),
  )
  assert.equal(chart.series[0]?.values[1], 9)
})

test('thresholds are always on the axis; far bands zoom, areas do not', () => {
  const flat: Point[] = [
    [FROM, 90],
    [FROM + 30, 92],
    [FROM + 60, 95],
  ]
  assert.ok(prepareChart(t, input(flat, { unit: '%' }), englishReader()).valueAxis.min > 80)
  assert.equal(prepareChart(t, input(flat, { unit: '%', kind: 'area' }), englishReader()).valueAxis.min, 0)
  const limited = prepareChart(
    t,
    input([[FROM, 1]], { thresholds: [{ value: 3, label: 'pages at 3 s', tone: 'page' }] }),
    englishReader(),
  )
  assert.ok(limited.valueAxis.max >= 3)
})

test('the finding names the change with its time and zone, and the last value', () => {
  const chart = prepareChart(
    t,
    input([
      [FROM, 0.6],
      [FROM + 20, 3.3],
      [FROM + 60, 2.6],
    ]),
    englishReader('Asia/Kuala_Lumpur'),
  )
  assert.equal(chart.finding, 'p95 rose from 600 ms to 3.30 s at 14:00:20 UTC+8 and is 2.60 s at the end')
})

test('more than eight series: the largest are kept in their order, the rest is drawn as one', () => {
  const series = Array.from({ length: 11 }, (_, i) => ({
    id: `s${i}`,
    label: `s${i}`,
    points: [at(FROM, i === 0 ? 100 : i)],
  }))
  const chart = prepareChart(t, input([], { series }), englishReader())
  assert.deepEqual(chart.grouped, { count: 3, shows: 'highest' })
  assert.deepEqual(
    chart.series.map(({ id }) => id),
    ['s0', 's4', 's5', 's6', 's7', 's8', 's9', 's10', 'other'],
  )
  assert.deepEqual(
    chart.series.map(({ colour }) => colour),
    [1, 2, 3, 4, 5, 6, 7, 8, 0],
  )
  assert.equal(chart.series.at(-1)?.values[0], 3)
  assert.equal(chart.series.at(-1)?.label, 'other 3, highest')
  const stack = prepareChart(t, input([], { series, kind: 'stack' }), englishReader())
  assert.equal(stack.series.at(-1)?.values[0], 1 + 2 + 3)
})

test('in a stack each series stands on those before it, and the axis covers the whole', () => {
  const series = [1, 2, 4].map((value, i) => ({
    id: `s${i}`,
    label: `s${i}`,
    points: i === 1 ? [at(FROM, value)] : [at(FROM, value), at(FROM + 10, value)],
  }))
  for (const kind of ['stack', 'bar'] as const) {
    const chart = prepareChart(t, input([], { series, kind }), englishReader())
    assert.deepEqual(
      chart.series.map(({ spans }) => spans.slice(0, 2)),
      [
        [
          [0, 1],
          [0, 1],
        ],
        [[1, 3], null],
        [
          [3, 7],
          [1, 5],
        ],
      ],
    )
    assert.ok(chart.valueAxis.max >= 7)
    assert.deepEqual(chart.ends, [])
    assert.ok(chart.hasLegend)
  }
})

test('bars have room for half a step at both ends', () => {
  const chart = prepareChart(t, input([at(FROM, 1)], { kind: 'bar' }), englishReader())
  assert.deepEqual([chart.from, chart.to], [FROM - 5, FROM + 65])
})

test('a thinned range shows the minimum and the maximum of each bucket in the order in which they came', () => {
  const chart = prepareChart(
    t,
    input(
      [
        at(FROM + 3, 5),
        at(FROM + 17, 1),
        at(FROM + 25, 2),
        at(FROM + 32, 8),
        at(FROM + 31, 3),
        at(FROM + 60, 4),
      ],
      {
        bucketSeconds: 20,
      },
    ),
    englishReader(),
  )
  assert.deepEqual(chart.series[0]?.values, [5, 1, 2, 8, null, null, 4, 4])
  assert.equal(chart.thinned, '20 s buckets, minimum and maximum kept')
  assert.equal(chart.step, 10)
})

test('a band is named, covered by the axis, and missing where its edges are', () => {
  const chart = prepareChart(
    t,
    input([at(FROM, 1)], { band: { label: 'normal range', points: [[FROM, 2, 9]] } }),
    englishReader(),
  )
  assert.deepEqual(chart.band?.spans.slice(0, 2), [[2, 9], null])
  assert.ok(chart.valueAxis.max >= 9)
})

test('ends of lines are labelled where the line reaches the end, and only while they are few', () => {
  const reaching = (id: string) => ({ id, label: id, points: [at(FROM + 60, 2)] })
  const short = { id: 'short', label: 'short', points: [at(FROM, 1)] }
  const few = prepareChart(t, input([], { series: [reaching('a'), short] }), englishReader())
  assert.deepEqual(few.ends, [{ id: 'a', colour: 1, value: 2, text: '2 s', name: null }])
  assert.ok(few.hasLegend)
  const both = prepareChart(t, input([], { series: [reaching('a'), reaching('b')] }), englishReader())
  assert.deepEqual(
    both.ends.map(({ name }) => name),
    ['a', 'b'],
  )
  assert.ok(!both.hasLegend)
  const many = prepareChart(
    t,
    input([], { series: ['a', 'b', 'c', 'd', 'e'].map(reaching) }),
    englishReader(),
  )
  assert.deepEqual(many.ends, [])
})

test('annotations outside the range are left out', () => {
  const annotations = [FROM - 1, FROM + 30, FROM + 61].map((seconds) => ({
    at: seconds,
    label: 'deploy',
    tone: 'change' as const,
  }))
  assert.equal(prepareChart(t, input([], { annotations }), englishReader()).annotations.length, 1)
})

test('every time is either measured by some series or inside a gap, never both', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -5, max: 5 })), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(points, (list) => {
      const chart = prepareChart(
        t,
        input(
          list.map(([i, value]): Point => [FROM + i * 10, value]),
          { to: FROM + 300 },
        ),
        englishReader(),
      )
      const measuredAt = new Set(list.map(([i]) => FROM + i * 10))
      for (const time of chart.times) {
        const isInside = chart.gaps.some(({ from, to }) => time > from && time < to)
        const isAtEdge = chart.gaps.some(({ from, to }) => time === from || time === to)
        assert.ok(measuredAt.has(time) ? !isInside : isInside || isAtEdge)
      }
    }),
  )
})
