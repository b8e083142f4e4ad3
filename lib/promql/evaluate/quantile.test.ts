import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SortedWindow, quantileOfSorted, sortNanFirst } from './quantile.ts'

const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double(), fc.constant(NaN))

const sortedCopy = (numbers: readonly number[]): Float64Array => {
  const copy = Float64Array.from(numbers)
  sortNanFirst(copy, copy.length)
  return copy
}

test('quantiles are interpolated between neighbours', () => {
  const sorted = Float64Array.of(1, 2, 4, 8)
  const cases: readonly (readonly [number, number])[] = [
    [0, 1],
    [1, 8],
    [0.5, 3],
    [1 / 3, 2],
    [0.75, 5],
    [-0.1, -Infinity],
    [1.1, Infinity],
    [NaN, NaN],
  ]
  for (const [q, expected] of cases) assert.equal(quantileOfSorted(q, sorted, 4), expected, String(q))
  assert.equal(quantileOfSorted(0.5, sorted, 1), 1)
  assert.equal(quantileOfSorted(0.5, sorted, 0), NaN)
})

test('NaN comes first, also when there is nothing else', () => {
  assert.deepEqual([...sortedCopy([3, NaN, 1, NaN, 2])], [NaN, NaN, 1, 2, 3])
  assert.deepEqual([...sortedCopy([NaN, NaN])], [NaN, NaN])
  assert.deepEqual([...sortedCopy([])], [])
  const numbers = Float64Array.of(3, 2, 1, 0)
  sortNanFirst(numbers, 2)
  assert.deepEqual([...numbers], [2, 3, 1, 0])
})

test('a quantile is between the least and the greatest and grows with q', () => {
  const finite = fc.double({ noNaN: true, min: -1e9, max: 1e9 })
  const probability = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), probability, probability, (numbers, p, q) => {
      const sorted = sortedCopy(numbers)
      const [low, high] = [Math.min(p, q), Math.max(p, q)].map((one) =>
        quantileOfSorted(one, sorted, sorted.length),
      )
      assert.ok((low ?? NaN) <= (high ?? NaN) + 1e-6)
      assert.ok((low ?? NaN) >= (sorted[0] ?? NaN) - 1e-6 && (high ?? NaN) <= (sorted.at(-1) ?? NaN) + 1e-6)
    }),
  )
})

test('a window stays sorted while numbers come and go', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 200 }), fc.integer({ min: 1, max: 100 }), (numbers, size) => {
      const window = new SortedWindow()
      const values = Float64Array.from(numbers)
      const start = Math.min(size, values.length)
      window.load(values, 0, start)
      for (let at = start; at < values.length; at += 1) {
        window.add(values[at] ?? 0)
        window.remove(values[at - size] ?? 0)
        const expected = sortedCopy(numbers.slice(at - size + 1, at + 1))
        const actual = window.numbers.subarray(0, window.size)
        assert.equal(actual.length, expected.length)
        for (const [index, value] of expected.entries())
          assert.ok(Object.is(actual[index], value) || actual[index] === value)
      }
    }),
  )
})
