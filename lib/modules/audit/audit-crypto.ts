import { createKeyring, type Keyring } from '#lib/infra/auth/keys.ts'
import { required } from '#lib/infra/config/index.ts'
import { chainCrypto, type AuditCrypto } from './chain-crypto.ts'

let cached: { secret: string; crypto: AuditCrypto; keyring: Keyring } | undefined

function current(): NonNullable<typeof cached> {
  const secret = required('BAILIWICK_SECRET')
  if (cached?.secret !== secret)
    cached = { secret, crypto: chainCrypto(secret), keyring: createKeyring(secret) }
  return cached
}

/** The chain's hashes and signatures under the keys that BAILIWICK_SECRET gives. */
export const auditCrypto = (): AuditCrypto => current().crypto

/** Keyed digest of an e-mail address, under which payloads about it stand. */
export const addressDigest = (address: string): string => current().crypto.addressDigest(address)

/** The keys that wrap the keys of subjects. */
export const auditKeyring = (): Keyring => current().keyring
