import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { areaPath, linePath, prepareSparkline, spreadLabels } from './paths.ts'

test('a hole breaks the line, and a lonely value is a dot', () => {
  assert.equal(linePath([[0, 1], [10, 2.04], null, [30, 4], null, null, [60, 0]]), 'M0 1L10 2M30 4h0M60 0h0')
  assert.equal(linePath([null, null]), '')
})

test('areas close at the base, one for each stretch', () => {
  assert.equal(
    areaPath([[0, 1], [10, 2], null, [20, 3], [30, 4], null, [50, 1]], 9),
    'M0 1L10 2L10 9L0 9ZM20 3L30 4L30 9L20 9Z',
  )
})

test('a sparkline stays in its box on its own scale', () => {
  const { path, last } = prepareSparkline([10, null, 30, 20], 46, 20)
  assert.equal(path, 'M2.5 17.5h0M29.8 2.5L43.5 10')
  assert.deepEqual(last, [43.5, 10])
})

test('a flat sparkline runs through the middle; nothing draws nothing', () => {
  assert.equal(prepareSparkline([5, 5], 46, 20).path, 'M2.5 10L43.5 10')
  assert.deepEqual(prepareSparkline([null, null], 46, 20), { path: '', last: null })
  assert.deepEqual(prepareSparkline([], 46, 20), { path: '', last: null })
})

test('labels keep their order and their distance, and stay inside', () => {
  assert.deepEqual(spreadLabels([50, 52, 10], 14, 100), [50, 64, 10])
  assert.deepEqual(spreadLabels([99, 100], 14, 100), [86, 100])
  const positions = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 20 })
  fc.assert(
    fc.property(positions, (wanted) => {
      const placed = spreadLabels(wanted, 14, 200)
      const sorted = placed.toSorted((a, b) => a - b)
      assert.ok(sorted.every((y) => y >= -1e-6 && y <= 200 + 1e-6))
      const least = wanted.length > 1 ? Math.min(14, 200 / (wanted.length - 1)) : 0
      assert.ok(sorted.every((y, i) => i === 0 || y - (sorted[i - 1] ?? 0) >= least - 1e-6))
    }),
  )
})
