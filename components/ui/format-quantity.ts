import { formatSeconds } from '#lib/core/duration.ts'
import { magnitudeFor } from './units.ts'

/** A figure and its unit, apart because they are set in different sizes. The unit may be empty. */
export interface Quantity {
  readonly figure: string
  readonly unit: string
}

/** Groups the whole part by thousands: `1204` becomes `1,204`. */
export function groupThousands(digits: string): string {
  const [whole = '', ...fraction] = digits.split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.')
}

/** Writes a finite number with so many significant digits, whole numbers in full, no exponent, no negative zero. */
export function significantText(value: number, digits: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  const exponent = Math.floor(Math.log10(size))
  const decimals = Math.min(12, Math.max(0, digits - 1 - exponent))
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? '0' : groupThousands(text)
}

/** Cuts digits off instead of rounding: a share below the target never reads as if it had reached it. */
const truncate = (value: number, decimals: number): string => {
  const factor = 10 ** decimals
  // The small summand takes back what binary fractions lost: 99.95 is 99.94999… and must not become 99.94.
  return (Math.trunc(value * factor + Math.sign(value) * 1e-6) / factor).toFixed(decimals)
}

/** Per cent: three decimals from 99 up to but without 100, where the last digits matter, else three significant digits. */
function percentText(percent: number): string {
  const size = Math.abs(percent)
  if (size >= 99 && size < 100) return truncate(percent, 3)
  return Number.isInteger(percent) ? groupThousands(String(percent)) : significantText(percent, 3)
}

/**
 * A value as it is printed: three significant digits in the magnitude that reads best; counts below a million in full;
 * a minute and more as `23 m 21 s`. A value that is not finite is named, never drawn as a number.
 */
export function formatQuantity(value: number, unit: string): Quantity {
  if (Number.isNaN(value)) return { figure: 'NaN', unit: '' }
  if (!Number.isFinite(value)) return { figure: value > 0 ? 'infinite' : 'minus infinite', unit: '' }
  if (unit === 'ratio') return { figure: percentText(value * 100), unit: '%' }
  if (unit === '%') return { figure: percentText(value), unit: '%' }
  if (unit === 's' && value >= 60) return { figure: formatSeconds(value), unit: '' }
  if (unit === 'count' && Math.abs(value) < 1e6) return { figure: wholeOrThree(value), unit: '' }
  const magnitude = magnitudeFor(unit, value)
  return { figure: wholeOrThree(value / magnitude.size), unit: magnitude.label }
}

/** A measured value as it is printed. Decimal amounts come as text, are never rounded, and keep their unit as it is. */
export const formatValue = (value: number | string, unit: string): Quantity =>
  typeof value === 'number' ? formatQuantity(value, unit) : { figure: groupThousands(value), unit }

const wholeOrThree = (value: number): string =>
  Number.isInteger(value) ? groupThousands(String(value === 0 ? 0 : value)) : significantText(value, 3)

/** A value and its unit in one text with a space between: `412 ms`, `99.981 %`, `1,204`. */
export function quantityText(value: number, unit: string): string {
  const quantity = formatQuantity(value, unit)
  return quantity.unit === '' ? quantity.figure : `${quantity.figure} ${quantity.unit}`
}
