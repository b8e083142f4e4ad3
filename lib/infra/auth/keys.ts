import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** A key that wraps data keys. Its id stands beside what it wrapped, so that a rotation finds the right one. */
export interface WrappingKey {
  /** The first eight bytes of the key's SHA-256, as hex. */
  readonly id: string
  readonly key: Uint8Array
}

/** Every key of the installation, each derived from BAILIWICK_SECRET under its own label; none is ever stored. */
export interface Keyring {
  /** Peppers the hashes of credentials, recovery codes, set-up codes and invitation tokens. */
  readonly pepper: Uint8Array
  /** Seals audit chains. */
  readonly audit: Uint8Array
  /** Hashes session ids. */
  readonly session: Uint8Array
  /** Signs what the web process may ask of the engine. */
  readonly scopeToken: Uint8Array
  /** Signs the links of pages. */
  readonly ackToken: Uint8Array
  /** Signs what the jobs process may read of the web process when it looks for canaries. */
  readonly canary: Uint8Array
  /** Makes the tokens of invitations out of their ids. */
  readonly invitation: Uint8Array
  /** Encrypts the session cookie (64 hex digits, as next-auth wants a text). */
  readonly nextAuth: string
  /** Wrap data keys: the first one is used for new ones, the others only to open what they wrapped. */
  readonly wrapping: readonly [WrappingKey, ...WrappingKey[]]
  /** The keys of the second secret, while one is being replaced: nothing is made with them, everything of theirs is taken. */
  readonly second: Keyring | null
}

/** HKDF-SHA-256 (RFC 5869) of the secret with the label as info; 32 bytes. */
const derive = (secret: string, label: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `bailiwick/${label}`, 32))

function wrappingKey(secret: string): WrappingKey {
  const key = derive(secret, 'seal')
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key }
}

/**
 * Derives the keys of an installation. While the secret is being replaced there is a second one beside it (the next one at
 * the beginning, the previous one at the end), so that processes with either order understand each other (ADR 0016).
 */
export function createKeyring(secret: string, secondSecret?: string): Keyring {
  return {
    pepper: derive(secret, 'pepper'),
    audit: derive(secret, 'audit'),
    session: derive(secret, 'session'),
    scopeToken: derive(secret, 'scope-token'),
    ackToken: derive(secret, 'ack-token'),
    canary: derive(secret, 'canary'),
    invitation: derive(secret, 'invitation'),
    nextAuth: Buffer.from(derive(secret, 'next-auth')).toString('hex'),
    wrapping: [wrappingKey(secret), ...(secondSecret === undefined ? [] : [wrappingKey(secondSecret)])],
    second: secondSecret === undefined ? null : createKeyring(secondSecret),
  }
}

/** The keys of the secret and of the one beside it: what one of them made is to be taken. */
export const bothKeyrings = (keyring: Keyring): readonly Keyring[] =>
  keyring.second === null ? [keyring] : [keyring, keyring.second]

/** The first answer that is not null, of the keys of the secret and of the one beside it. */
export function underEither<T>(keyring: Keyring, ask: (one: Keyring) => T | null): T | null {
  for (const one of bothKeyrings(keyring)) {
    const answer = ask(one)
    if (answer !== null) return answer
  }
  return null
}

/** HMAC-SHA-256 in a buffer of its own, which is the form that a `bytea` column takes. */
export const hmac = (key: Uint8Array, message: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac('sha256', key).update(message).digest())

/** Compares secret bytes in a time that depends on their length alone. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b)
