import { decode, encode, type JWT } from 'next-auth/jwt'
import { bothKeyrings, type Keyring } from './keys.ts'

/** Name and attributes of the session cookie, as next-auth takes them. */
export interface SessionCookie {
  readonly name: string
  readonly options: {
    readonly httpOnly: true
    readonly sameSite: 'lax'
    readonly path: '/'
    readonly secure: boolean
  }
}

/**
 * The session cookie for a public address, never for what a request claims. `__Host-` keeps subdomains from planting
 * one, but needs Secure, which browsers refuse over plain http: there the name is another.
 */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https://')
  return {
    name: secure ? '__Host-session' : 'session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  }
}

/** The session id in a session cookie; null when the cookie is not ours, was changed, or is older than a session may be. */
export async function readSessionCookie(keyring: Keyring, value: string): Promise<string | null> {
  return (await openSessionToken(keyring, value))?.sid ?? null
}

/** What stands in a session cookie; null when it is not ours. Taken under the second secret too, while there is one. */
export async function openSessionToken(keyring: Keyring, value: string): Promise<JWT | null> {
  for (const { nextAuth } of bothKeyrings(keyring)) {
    try {
      const token = await decode({ token: value, secret: nextAuth })
      if (token !== null) return token
    } catch {
      // Not encrypted under this one.
    }
  }
  return null
}

/**
 * The Set-Cookie header that hands a session to the browser, for the ways in that do not go through next-auth's form. It
 * holds an encrypted pointer and is what next-auth would have set, so both are read alike.
 */
export async function issueSessionCookie(
  keyring: Keyring,
  publicUrl: string,
  sid: string,
  maxAgeSeconds: number,
): Promise<string> {
  const { name, options } = sessionCookie(publicUrl)
  const value = await encode({ token: { sid }, secret: keyring.nextAuth, maxAge: maxAgeSeconds })
  const secure = options.secure ? '; Secure' : ''
  return `${name}=${value}; Path=${options.path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`
}

/** The value of the first cookie of that name in a Cookie header. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const separator = pair.indexOf('=')
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim()
  }
  return null
}
