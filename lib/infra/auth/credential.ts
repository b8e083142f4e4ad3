import { crc32 } from 'node:zlib'
import { randomBase62, toBase62 } from './base62.ts'
import { hmac, type Keyring } from './keys.ts'

/** What a credential is for: `live` API keys ask and act, `src` sources only send, `scim` keeps members in step. */
export type CredentialKind = 'live' | 'src' | 'scim'

const FORM = /^bw_(?<kind>live|src|scim)_[0-9A-Za-z]{36}$/
const RANDOM_DIGITS = 30
const CHECK_DIGITS = 6
/** Characters of a credential that are stored in clear: its prefix and 24 of its 178 bits. */
const HINT_LENGTHS: Record<CredentialKind, number> = { live: 12, src: 11, scim: 12 }

const checkDigits = (text: string): string => toBase62(crc32(text), CHECK_DIGITS)

/**
 * Makes a credential: its prefix (`bw_live_`, `bw_src_`, `bw_scim_`), 30 random base-62 digits (178 bits) and 6 of the
 * CRC-32 of all before them. The checksum rejects typing errors and lets secret scanners be sure; it proves nothing.
 */
export function newCredential(kind: CredentialKind): string {
  const body = `bw_${kind}_${randomBase62(RANDOM_DIGITS)}`
  return body + checkDigits(body)
}

/**
 * A credential that follows from 30 or more bytes, for a source of our own that nobody is told: it is made again when it is
 * needed and kept nowhere.
 */
export function derivedCredential(kind: CredentialKind, bytes: Uint8Array): string {
  const digits = [...bytes.subarray(0, RANDOM_DIGITS)].map((byte) => toBase62(byte % 62, 1))
  const body = `bw_${kind}_${digits.join('')}`
  return body + checkDigits(body)
}

/** The kind of a well-formed credential; null when it is mistyped, cut off or something else. */
export function parseCredential(text: string): CredentialKind | null {
  const kind = FORM.exec(text)?.groups?.['kind']
  if (kind !== 'live' && kind !== 'src' && kind !== 'scim') return null
  const body = text.slice(0, -CHECK_DIGITS)
  return text.slice(-CHECK_DIGITS) === checkDigits(body) ? kind : null
}

const lengthOf = (kind: CredentialKind): number => `bw_${kind}_`.length + RANDOM_DIGITS + CHECK_DIGITS

/**
 * Why a text that begins like a credential cannot be one, a full sentence for whoever typed it; null for a whole one and
 * for anything that is no credential of ours. It says nothing but what stands in the text itself, so nothing is looked up.
 */
export function credentialFault(text: string): string | null {
  const kind = /^bw_(live|src|scim)_/.exec(text)?.[1]
  if (kind !== 'live' && kind !== 'src' && kind !== 'scim') return null
  const what = { live: 'key', src: 'source credential', scim: 'SCIM token' }[kind]
  const length = lengthOf(kind)
  if (text.length !== length) {
    return `This is not a whole ${what}: it has ${text.length} characters instead of ${length}. Copy all of it.`
  }
  if (!FORM.test(text)) {
    return `This is not a whole ${what}: after bw_${kind}_ there are only letters and digits. Copy it again.`
  }
  return parseCredential(text) === null
    ? `This is not a whole ${what}: its checksum is wrong, so at least one character is. Copy it again.`
    : null
}

/**
 * What is stored of a credential and what it is looked up by: HMAC-SHA-256 under the pepper. With 178 random bits no
 * slow hash is needed, and without the pepper a copy of the database cannot even confirm a guess.
 */
export const credentialHash = (pepper: Uint8Array, credential: string): Uint8Array<ArrayBuffer> =>
  hmac(pepper, `credential|${credential}`)

/** What a credential may be stored as: under the present pepper first, then under those before it. */
export const credentialHashes = (
  keyrings: readonly Keyring[],
  credential: string,
): readonly Uint8Array<ArrayBuffer>[] => keyrings.map(({ pepper }) => credentialHash(pepper, credential))

/** The first characters of a credential, by which people recognise it in a list. */
export const credentialHint = (kind: CredentialKind, credential: string): string =>
  `${credential.slice(0, HINT_LENGTHS[kind])}…`
