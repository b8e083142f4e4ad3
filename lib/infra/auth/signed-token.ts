import { equalBytes, hmac } from './keys.ts'

const MAC_BYTES = 32

/** Writes bytes and their HMAC-SHA-256 as one text: prefix, then base64url(bytes ‖ MAC). The prefix is signed too. */
export function signBytes(key: Uint8Array, prefix: string, bytes: Uint8Array): string {
  const mac = hmac(key, Buffer.concat([Buffer.from(prefix), bytes]))
  return prefix + Buffer.concat([bytes, mac]).toString('base64url')
}

/** The bytes of a text that `signBytes` wrote under the same key and prefix; null for anything else. */
export function verifyBytes(key: Uint8Array, prefix: string, text: string): Uint8Array | null {
  const body = text.slice(prefix.length)
  if (!text.startsWith(prefix) || !/^[\w-]+$/.test(body)) return null
  const signed = Buffer.from(body, 'base64url')
  // A second spelling of the same bytes is not what we wrote.
  if (signed.length <= MAC_BYTES || signed.toString('base64url') !== body) return null
  const bytes = signed.subarray(0, -MAC_BYTES)
  const expected = hmac(key, Buffer.concat([Buffer.from(prefix), bytes]))
  return equalBytes(signed.subarray(-MAC_BYTES), expected) ? bytes : null
}
