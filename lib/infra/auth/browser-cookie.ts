import { randomBytes } from 'node:crypto'
import { bothKeyrings, hmac, type Keyring } from './keys.ts'
import { cookieValue } from './session-cookie.ts'

/** How long a browser is known by its cookie, in seconds: longer than any challenge or link that is bound to it. */
const MAX_AGE_SECONDS = 3600

const nameOf = (publicUrl: string): string =>
  publicUrl.startsWith('https://') ? '__Host-browser' : 'browser'

/** The random value by which a browser is known before anybody signed in with it; null when it has none of ours. */
export function browserOf(cookieHeader: string | null, publicUrl: string): string | null {
  const value = cookieValue(cookieHeader, nameOf(publicUrl))
  return value !== null && /^[\w-]{43}$/.test(value) ? value : null
}

/** A new value for a browser: 256 random bits. */
export const newBrowser = (): string => randomBytes(32).toString('base64url')

/** What is stored of a browser beside what is bound to it. */
export const browserHash = (keyring: Keyring, browser: string): Uint8Array<ArrayBuffer> =>
  hmac(keyring.session, `browser|${browser}`)

/** What a browser may be stored as, while the secret is being replaced. */
export const browserHashes = (keyring: Keyring, browser: string): Uint8Array<ArrayBuffer>[] =>
  bothKeyrings(keyring).map((one) => browserHash(one, browser))

/** The Set-Cookie header that keeps the value in the browser, out of the reach of scripts and of other sites. */
export function browserCookie(publicUrl: string, browser: string): string {
  const secure = publicUrl.startsWith('https://') ? '; Secure' : ''
  return `${nameOf(publicUrl)}=${browser}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Strict${secure}`
}
