import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Buckets, bucketFraction, bucketQuantile } from './histogram-buckets.ts'

function bucketsOf(...pairs: readonly (readonly [number, number])[]): Buckets {
  const buckets = new Buckets(pairs.length)
  for (const [bound, count] of pairs) buckets.add(bound, count)
  return buckets
}

const quantile = (q: number, ...pairs: readonly (readonly [number, number])[]): number =>
  bucketQuantile(q, bucketsOf(...pairs)).value

test('quantiles are interpolated inside their bucket', () => {
  const pairs = [
    [1, 10],
    [2, 30],
    [4, 40],
    [Infinity, 50],
  ] as const
  const cases: readonly (readonly [number, number])[] = [
    [0, 0],
    [0.1, 0.5],
    [0.2, 1],
    [0.4, 1.5],
    [0.6, 2],
    [0.7, 3],
    [0.8, 4],
    [0.9, 4],
    [1, 4],
    [-1, -Infinity],
    [2, Infinity],
    [NaN, NaN],
  ]
  for (const [q, expected] of cases) assert.equal(quantile(q, ...pairs), expected, String(q))
})

test('the lowest bucket begins at zero, unless its bound is not above', () => {
  assert.equal(quantile(0.5, [10, 4], [Infinity, 4]), 5)
  assert.equal(quantile(0.5, [0, 4], [Infinity, 4]), 0)
  assert.equal(quantile(0.5, [-3, 4], [Infinity, 4]), -3)
})

test('there is no quantile without observations, without the last bucket, or with only that one', () => {
  assert.equal(quantile(0.5), NaN)
  assert.equal(quantile(0.5, [1, 0], [Infinity, 0]), NaN)
  assert.equal(quantile(0.5, [1, 5], [2, 6]), NaN)
  assert.equal(quantile(0.5, [Infinity, 6]), NaN)
})

test('equal bounds are one bucket, decreases are taken out and told', () => {
  assert.equal(quantile(0.5, [1, 2], [1, 3], [Infinity, 5]), 0.5)
  const forced = bucketQuantile(0.25, bucketsOf([1, 10], [2, 8], [4, 20], [Infinity, 20]))
  assert.deepEqual(forced, { value: 0.5, isForced: true })
  const rounding = bucketQuantile(0.25, bucketsOf([1, 10], [2, 10 - 1e-13], [4, 20], [Infinity, 20]))
  assert.deepEqual(rounding, { value: 0.5, isForced: false })
})

test('fractions are shares of observations between two values', () => {
  const pairs = [
    [1, 10],
    [2, 30],
    [4, 40],
    [Infinity, 50],
  ] as const
  const cases: readonly (readonly [number, number, number])[] = [
    [-Infinity, Infinity, 1],
    [0, 1, 0.2],
    [0, 0.5, 0.1],
    [1, 2, 0.4],
    [1.5, 3, 0.3],
    [4, Infinity, 0.2],
    [5, 6, 0],
    [-2, -1, 0],
    [2, 2, 0],
    [3, 2, 0],
    [NaN, 1, NaN],
    [0, NaN, NaN],
  ]
  for (const [lower, upper, expected] of cases) {
    const actual = bucketFraction(lower, upper, bucketsOf(...pairs))
    assert.ok(
      Object.is(actual, expected) || Math.abs(actual - expected) < 1e-12,
      `${lower}..${upper}: ${actual}`,
    )
  }
  assert.equal(bucketFraction(0, 1, bucketsOf()), NaN)
  assert.equal(bucketFraction(0, 1, bucketsOf([1, 5])), NaN)
  assert.equal(bucketFraction(0, 1, bucketsOf([1, 0], [Infinity, 0])), NaN)
  assert.equal(bucketFraction(-5, 0, bucketsOf([-3, 10], [0, 20], [Infinity, 20])), 0.5)
})

/** Counts that increase, over increasing bounds, with something in them. */
const histogram = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 50 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => {
    let [bound, count] = [0, 0]
    const pairs = steps.map(([width, more]): [number, number] => {
      bound += width
      count += more
      return [bound, count]
    })
    return [...pairs, [Infinity, count] as const]
  })

test('quantiles grow with q, and the fraction below a quantile is q', () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(histogram, probability, probability, (pairs, p, q) => {
      const [low, high] = [Math.min(p, q), Math.max(p, q)].map((one) => quantile(one, ...pairs))
      assert.ok((low ?? NaN) <= (high ?? NaN) + 1e-9)
      const value = quantile(q, ...pairs)
      assert.ok(Math.abs(bucketFraction(-Infinity, value, bucketsOf(...pairs)) - q) < 1e-9)
    }),
  )
})
