import { randomInt } from 'node:crypto'
import { hmac } from './keys.ts'

/** Crockford's base 32: no I, L, O, U, so that nothing is misread from paper. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4
const GROUP_LENGTH = 5
const COUNT = 10

const group = (): string =>
  Array.from({ length: GROUP_LENGTH }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('')

/** Ten new recovery codes of 100 random bits each, written `XXXXX-XXXXX-XXXXX-XXXXX`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, group).join('-'))

/** The code as it was printed, whatever was typed for hyphens, case and look-alikes; null when it cannot be one. */
export function normalizeRecoveryCode(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return plain.length === GROUPS * GROUP_LENGTH && /^[0-9A-HJKMNP-TV-Z]+$/.test(plain) ? plain : null
}

/** What is stored of a recovery code: bound to its member and to the pepper. Takes a normalised or a printed code. */
export const recoveryCodeHash = (
  pepper: Uint8Array,
  memberId: string,
  code: string,
): Uint8Array<ArrayBuffer> => hmac(pepper, `recovery|${memberId}|${code.replaceAll('-', '')}`)
