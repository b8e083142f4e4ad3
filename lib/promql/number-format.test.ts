import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatPlain, formatValue, parseFloatText } from './number-format.ts'

test('values are written as Go writes them', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [100000000000000000000, '100000000000000000000'],
    [1e21, '1e+21'],
    [-1.5e300, '-1.5e+300'],
    [0.000001, '0.000001'],
    [0.0000001, '1e-07'],
    [1.25e-10, '1.25e-10'],
    [5e-324, '5e-324'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
    [NaN, 'NaN'],
  ]
  for (const [value, text] of cases) assert.equal(formatValue(value), text)
})

test('without an exponent all digits are written out', () => {
  const cases: readonly (readonly [number, string])[] = [
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [-1e-7, '-0.0000001'],
    [1.25e-8, '0.0000000125'],
    [12.5, '12.5'],
    [Infinity, '+Inf'],
    [NaN, 'NaN'],
  ]
  for (const [value, text] of cases) assert.equal(formatPlain(value), text)
})

test('written numbers are read back', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      assert.ok(Object.is(parseFloatText(formatValue(value)), value))
      assert.ok(Object.is(parseFloatText(formatPlain(value)), value))
      assert.doesNotMatch(formatPlain(value), /e/i)
    }),
  )
})

test('bounds of buckets are numbers in any form, or none', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['+2', 2],
    ['-.2', -0.2],
    ['+Inf', Infinity],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['', undefined],
    ['abc', undefined],
    ['1x', undefined],
    [' 1', undefined],
    ['1_0', undefined],
  ]
  for (const [text, value] of cases) assert.equal(parseFloatText(text), value, text)
  assert.ok(Number.isNaN(parseFloatText('NaN')))
})
