import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { prepareHistogram, quantileOf } from './prepare-histogram.ts'

const t = englishText('charts')
const buckets = [
  { le: Number.POSITIVE_INFINITY, count: 100 },
  { le: 0.1, count: 20 },
  { le: 0.2, count: 60 },
  { le: 0.4, count: 96 },
]

test('cumulative buckets become bars in order, the last one without end', () => {
  const { bars, total, finding } = prepareHistogram(t, { unit: 's', buckets }, 'en')
  assert.deepEqual(
    bars.map(({ count, text }) => [count, text]),
    [
      [20, '0 s to 100 ms'],
      [40, '100 ms to 200 ms'],
      [36, '200 ms to 400 ms'],
      [4, 'above 400 ms'],
    ],
  )
  assert.equal(total, 100)
  assert.equal(finding, 'Half of 100 are below 175 ms, 95 of 100 below 394 ms')
})

test('quantiles follow the rule of histogram_quantile', () => {
  const { bars } = prepareHistogram(t, { unit: 's', buckets }, 'en')
  assert.equal(quantileOf(bars, 0.2), 0.1)
  assert.equal(quantileOf(bars, 0.99), 0.4, 'the last finite edge')
  assert.equal(quantileOf([], 0.5), null)
})

test('nothing observed has no figure, and counts that went down are no bars below zero', () => {
  const empty = prepareHistogram(t, { unit: 's', buckets: [{ le: 1, count: 0 }] }, 'en')
  assert.equal(empty.finding, 'Nothing was observed in this range')
  assert.deepEqual(empty.countAxis.ticks, [])
  const odd = prepareHistogram(
    t,
    {
      unit: 's',
      buckets: [
        { le: 1, count: 5 },
        { le: 2, count: 3 },
      ],
    },
    'en',
  )
  assert.deepEqual(
    odd.bars.map(({ count }) => count),
    [5, 0],
  )
})
