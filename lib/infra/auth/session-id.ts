import { bothKeyrings, hmac, type Keyring } from './keys.ts'

/** What is stored of a session id and what it is looked up by. */
export const sessionHash = (keyring: Keyring, sid: string): Uint8Array<ArrayBuffer> =>
  hmac(keyring.session, sid)

/** What a session id may be stored as, while the secret is being replaced. */
export const sessionHashes = (keyring: Keyring, sid: string): Uint8Array<ArrayBuffer>[] =>
  bothKeyrings(keyring).map((one) => sessionHash(one, sid))
