import { randomInt } from 'node:crypto'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Random base-62 digits, each with log2(62) = 5.95 bits of entropy. */
export const randomBase62 = (length: number): string =>
  Array.from({ length }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('')

/** A non-negative integer in base 62, padded with zeros on the left. */
export function toBase62(value: number, width: number): string {
  let rest = value
  let text = ''
  while (rest > 0) {
    text = DIGITS.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(width, '0')
}
