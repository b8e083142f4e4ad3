import { formatSeconds } from '#lib/core/duration.ts'
import { SOURCE_LANGUAGE, type Language } from '#lib/core/language.ts'
import { magnitudeFor } from './units.ts'

/** A figure and its unit, apart because they are set in different sizes. The unit may be empty. */
export interface Quantity {
  readonly figure: string
  readonly unit: string
}

/*
 * Figures are written in a language. Components take it from one place, `useFormat()`; whoever calls these by hand hands it
 * on. It may be left out only where a folder is not translated yet. Symbols of units are the same in all languages.
 */

/** What stands between thousands, and before the fraction. */
interface Separators {
  readonly group: string
  readonly decimal: string
}

const separators = new Map<Language, Separators>()

function separatorsOf(language: Language): Separators {
  const known = separators.get(language)
  if (known !== undefined) return known
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.8)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  const made = { group: part('group'), decimal: part('decimal') }
  separators.set(language, made)
  return made
}

/** Writes decimal digits as the language does, every digit kept: `1204.50` becomes `1,204.50`. */
export function groupThousands(digits: string, language: Language = SOURCE_LANGUAGE): string {
  const { group, decimal } = separatorsOf(language)
  const [whole = '', ...fraction] = digits.split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, group), ...fraction].join(decimal)
}

/** Writes a finite number with so many significant digits, whole numbers in full, no exponent, no negative zero. */
export function significantText(value: number, digits: number, language: Language = SOURCE_LANGUAGE): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  const exponent = Math.floor(Math.log10(size))
  const decimals = Math.min(12, Math.max(0, digits - 1 - exponent))
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? '0' : groupThousands(text, language)
}

/** Cuts digits off instead of rounding: a share below the target never reads as if it had reached it. */
const truncate = (value: number, decimals: number): string => {
  const factor = 10 ** decimals
  // The small summand takes back what binary fractions lost: 99.95 is 99.94999… and must not become 99.94.
  return (Math.trunc(value * factor + Math.sign(value) * 1e-6) / factor).toFixed(decimals)
}

/** Per cent: three decimals from 99 up to but without 100, where the last digits matter, else three significant digits. */
function percentText(percent: number, language: Language): string {
  const size = Math.abs(percent)
  if (size >= 99 && size < 100) return groupThousands(truncate(percent, 3), language)
  return Number.isInteger(percent)
    ? groupThousands(String(percent), language)
    : significantText(percent, 3, language)
}

/**
 * A value as it is printed: three significant digits in the magnitude that reads best; counts below a million in full;
 * a minute and more as `23 m 21 s`. A value that is not finite is named, never drawn as a number.
 */
export function formatQuantity(value: number, unit: string, language: Language = SOURCE_LANGUAGE): Quantity {
  if (Number.isNaN(value)) return { figure: 'NaN', unit: '' }
  if (!Number.isFinite(value)) return { figure: value > 0 ? 'infinite' : 'minus infinite', unit: '' }
  if (unit === 'ratio') return { figure: percentText(value * 100, language), unit: '%' }
  if (unit === '%') return { figure: percentText(value, language), unit: '%' }
  if (unit === 's' && value >= 60) return { figure: formatSeconds(value), unit: '' }
  if (unit === 'count' && Math.abs(value) < 1e6) return { figure: wholeOrThree(value, language), unit: '' }
  const magnitude = magnitudeFor(unit, value)
  return { figure: wholeOrThree(value / magnitude.size, language), unit: magnitude.label }
}

/**
 * A measured value as it is printed. Decimal amounts come as text, are never rounded, and keep their unit as it is: money
 * its ISO 4217 code, `20,118.40 MYR`, which no language reads as another currency.
 */
export const formatValue = (
  value: number | string,
  unit: string,
  language: Language = SOURCE_LANGUAGE,
): Quantity =>
  typeof value === 'number'
    ? formatQuantity(value, unit, language)
    : { figure: groupThousands(value, language), unit }

const wholeOrThree = (value: number, language: Language): string =>
  Number.isInteger(value)
    ? groupThousands(String(value === 0 ? 0 : value), language)
    : significantText(value, 3, language)

/** A value and its unit in one text with a space between: `412 ms`, `99.981 %`, `1,204`. */
export function quantityText(value: number, unit: string, language: Language = SOURCE_LANGUAGE): string {
  const quantity = formatQuantity(value, unit, language)
  return quantity.unit === '' ? quantity.figure : `${quantity.figure} ${quantity.unit}`
}
