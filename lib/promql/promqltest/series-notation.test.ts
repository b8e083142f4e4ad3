import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Labels } from '../labels.ts'
import { histogramOf, readLabels, readNumber, readSeries } from './series-notation.ts'

test('points are numbers, gaps, markers and repetitions', () => {
  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    ['m 1 -2.5 +3 1e3', [1, -2.5, 3, 1000]],
    ['m Inf -Inf +inf NaN', [Infinity, -Infinity, Infinity, NaN]],
    ['m _ stale 1', ['none', 'stale', 1]],
    ['m _x3 1', ['none', 'none', 'none', 1]],
    ['m 1+2x3', [1, 3, 5, 7]],
    ['m 10-2.5x2', [10, 7.5, 5]],
    ['m -1+-1x1', [-1, -2]],
    ['m 7x2', [7, 7, 7]],
    ['m 0x0', [0]],
    ['m {{schema:0 sum:1 buckets:[1 2]}} 3', ['histogram', 3]],
    ['m {{count:1}}x2', ['histogram', 'histogram', 'histogram']],
    ['m {{count:1}}+{{count:2}}x1', ['histogram', 'histogram']],
    ['m', []],
  ]
  for (const [line, points] of cases) assert.deepEqual(readSeries(line).points, points, line)
})

test('labels end at their brace, whatever their values contain', () => {
  assert.deepEqual(readSeries('m{a="}",b="x y"} 1'), {
    labels: Labels.of({ __name__: 'm', a: '}', b: 'x y' }),
    points: [1],
  })
  assert.deepEqual(readSeries('{a="\\"}"}\t1 2').labels, Labels.of({ a: '"}' }))
  assert.deepEqual(readSeries('{} 1').labels, Labels.empty)
  assert.deepEqual(readLabels('{"a b"="c", __name__="n"}'), Labels.of({ 'a b': 'c', __name__: 'n' }))
})

test('numbers are read as written', () => {
  assert.equal(readNumber('12'), 12)
  assert.equal(readNumber('+Inf'), Infinity)
  assert.equal(readNumber('0x10'), undefined)
  assert.equal(readNumber('m'), undefined)
})

test('a bucket belongs to the histogram of its name', () => {
  const bucket = Labels.of({ __name__: 'h_bucket', le: '1', job: 'a' })
  assert.deepEqual(histogramOf(bucket), Labels.of({ __name__: 'h', job: 'a' }))
  assert.equal(histogramOf(Labels.of({ __name__: 'h_sum' })), undefined)
})
