import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quantityText, significantText } from '#components/ui/format-quantity.ts'
import { alertValue } from './alert-value.ts'

const format = {
  quantity: (value: number, unit: string) => quantityText(value, unit),
  significant: (value: number, digits: number) => significantText(value, digits),
}

const VALUES: readonly (readonly [number, string])[] = [
  [1, '1'],
  [0, '0'],
  [12_345, '12,345'],
  [0.051237, '0.05124'],
  [98.5, '98.50'],
  [Number.POSITIVE_INFINITY, 'infinite'],
]
for (const [value, words] of VALUES) {
  test(`an alert that fired at ${value} says ${words}`, () => assert.equal(alertValue(format, value), words))
}
