import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  formatQuantity,
  formatValue,
  groupThousands,
  quantityText,
  significantText,
} from './format-quantity.ts'

test('a space stands between figure and unit, and the magnitude fits', () => {
  assert.equal(quantityText(0.412, 's'), '412 ms')
  assert.equal(quantityText(3.2149, 's'), '3.21 s')
  assert.equal(quantityText(0.000_02, 's'), '20.0 µs')
  assert.equal(quantityText(1401, 's'), '23 m 21 s')
  assert.equal(quantityText(3_420_000_000, 'bytes'), '3.42 GB')
  assert.equal(quantityText(1100, '/s'), '1.10 k/s')
  assert.equal(quantityText(4.6, '×'), '4.60 ×')
})

test('counts are whole and grouped, zero is zero', () => {
  assert.equal(quantityText(1204, 'count'), '1,204')
  assert.equal(quantityText(0, 'count'), '0')
  assert.equal(quantityText(-0, 'count'), '0')
  assert.equal(quantityText(0, 's'), '0 s')
  assert.equal(quantityText(0, 'bytes'), '0 B')
  assert.equal(quantityText(12_345_678, 'count'), '12.3 M')
})

test('a share never rounds up into compliance', () => {
  assert.equal(quantityText(0.999_999_9, 'ratio'), '99.999 %')
  assert.equal(quantityText(0.9995, 'ratio'), '99.950 %')
  assert.equal(quantityText(1, 'ratio'), '100 %')
  assert.equal(quantityText(0.18, 'ratio'), '18 %')
  assert.equal(quantityText(0.004_23, 'ratio'), '0.423 %')
  assert.equal(quantityText(99.95, '%'), '99.950 %')
})

test('what is not finite is named', () => {
  assert.equal(quantityText(Number.NaN, 's'), 'NaN')
  assert.equal(quantityText(Number.POSITIVE_INFINITY, 's'), 'infinite')
  assert.equal(quantityText(Number.NEGATIVE_INFINITY, 'ratio'), 'minus infinite')
})

test('decimal amounts are grouped and not rounded', () => {
  assert.deepEqual(formatValue('20118.4000000001', 'USD'), { figure: '20,118.4000000001', unit: 'USD' })
  assert.deepEqual(formatValue(0.5, 's'), { figure: '500', unit: 'ms' })
})

test('Malay in Malaysia groups as English does, and money keeps its ISO code', () => {
  assert.deepEqual(formatValue('20118.40', 'MYR', 'ms'), { figure: '20,118.40', unit: 'MYR' })
  assert.equal(quantityText(1204, 'count', 'ms'), '1,204')
  assert.equal(quantityText(0.9995, 'ratio', 'ms'), '99.950 %')
  assert.equal(quantityText(3.2149, 's', 'ms'), '3.21 s')
})

test('thousands are grouped in the whole part only', () => {
  assert.equal(groupThousands('1234567.8901'), '1,234,567.8901')
  assert.equal(groupThousands('-1204'), '-1,204')
  assert.equal(groupThousands('999'), '999')
})

test('significant digits never bring an exponent or a negative zero', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
      const text = significantText(value, 3)
      return /^-?[\d,]+(\.\d+)?$/.test(text) && text !== '-0'
    }),
  )
})

test('the printed value is within half a unit of the third digit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: 0.001, max: 59, noDefaultInfinity: true }), (seconds) => {
      const { figure, unit } = formatQuantity(seconds, 's')
      const back = Number(figure.replaceAll(',', '')) * (unit === 'ms' ? 1e-3 : 1)
      return Math.abs(back - seconds) <= 0.006 * seconds
    }),
  )
})
