import { createHash } from 'node:crypto'

/** The hash of the algorithm by which an ID token is signed: SHA-512 where its name says nothing else (EdDSA). */
const hashOf = (alg: string): string =>
  alg.endsWith('256') ? 'sha256' : alg.endsWith('384') ? 'sha384' : 'sha512'

/**
 * True when an ID token speaks of this access token: `at_hash` is the left half of the token's hash, by the hash of the
 * algorithm that the ID token is signed by (OpenID Connect Core 3.1.3.6). A token that does not say speaks of any.
 */
export function isTokenMeant(atHash: unknown, accessToken: string, alg: string): boolean {
  if (atHash === undefined) return true
  const digest = createHash(hashOf(alg)).update(accessToken, 'ascii').digest()
  return atHash === digest.subarray(0, digest.length / 2).toString('base64url')
}
