import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from './parse.ts'
import { selectors } from './selectors.ts'

const MINUTE = 60_000

/** Metric names and reach in minutes of each selector. */
const uses = (text: string): unknown =>
  selectors(parse(text)).map(({ metricNames, reachMs }) => [
    metricNames?.join('|') ?? '*',
    reachMs === undefined ? '@' : reachMs / MINUTE,
  ])

test('the reach is range or look-back plus offsets and sub-queries around', () => {
  assert.deepEqual(uses('up'), [['up', 5]])
  assert.deepEqual(uses('up offset 10m'), [['up', 15]])
  assert.deepEqual(uses('rate(up[2m])'), [['up', 2]])
  assert.deepEqual(uses('rate(up[2m] offset 1h)'), [['up', 62]])
  assert.deepEqual(uses('max_over_time(rate(up[2m])[30m:1m])'), [['up', 32]])
  assert.deepEqual(uses('max_over_time(up[30m:1m] offset 1h)'), [['up', 95]])
  assert.deepEqual(uses('max_over_time(max_over_time(up[10m:1m])[1h:10m])'), [['up', 75]])
})

test('an offset into the future reaches back less, and never below nothing', () => {
  assert.deepEqual(uses('up offset -2m'), [['up', 3]])
  assert.deepEqual(uses('up offset -1h'), [['up', 0]])
})

test('a fixed time has no reach', () => {
  assert.deepEqual(uses('up @ 100'), [['up', '@']])
  assert.deepEqual(uses('up - up @ start()'), [
    ['up', 5],
    ['up', '@'],
  ])
  assert.deepEqual(uses('max_over_time(up[5m:1m] @ end())'), [['up', '@']])
})

test('all selectors are found, in the order of the text', () => {
  assert.deepEqual(uses('sum by (x) (a) / on (x) (b > 0) or -topk(scalar(c), d)'), [
    ['a', 5],
    ['b', 5],
    ['c', 5],
    ['d', 5],
  ])
  assert.deepEqual(uses('1 + time()'), [])
})

test('metric names come from equality and from patterns with few alternatives', () => {
  assert.deepEqual(uses('{__name__="a"}'), [['a', 5]])
  assert.deepEqual(uses('{"a.b"}'), [['a.b', 5]])
  assert.deepEqual(uses('{__name__=~"a|b"}'), [['a|b', 5]])
  assert.deepEqual(uses('{__name__=~"a.*"}'), [['*', 5]])
  assert.deepEqual(uses('{__name__!="a",job="x"}'), [['*', 5]])
  assert.deepEqual(uses('{job="x"}'), [['*', 5]])
})

test('the matchers are handed on, and the look-back can be another', () => {
  const [use] = selectors(parse('up{job="a"}'), MINUTE)
  assert.ok(use !== undefined)
  assert.equal(use.reachMs, MINUTE)
  assert.deepEqual(
    use.matchers.map(({ name, operator, value }) => `${name}${operator}${value}`),
    ['job=a', '__name__=up'],
  )
})
