import { readKeptSecrets } from '#lib/infra/auth/kept-secrets.ts'
import { createKeyring, type Keyring } from '#lib/infra/auth/keys.ts'
import { config, required } from '#lib/infra/config/index.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { chainCrypto, type AuditCrypto } from './chain-crypto.ts'

interface Current {
  readonly present: string
  readonly second: string | undefined
  readonly crypto: AuditCrypto
  readonly keyring: Keyring
}

let cached: Current | undefined

function current(): Current {
  const present = required('BAILIWICK_SECRET')
  if (cached?.present !== present) {
    const { BAILIWICK_SECRET_PREVIOUS: second } = config()
    cached = {
      present,
      second,
      crypto: chainCrypto({ present, second }),
      keyring: createKeyring(present, second),
    }
  }
  return cached
}

/** The chain's hashes and signatures under the keys that BAILIWICK_SECRET gives, and the one beside it. */
export const auditCrypto = (): AuditCrypto => current().crypto

/** Keyed digest of an e-mail address, under which payloads about it stand. */
export const addressDigest = (address: string): string => current().crypto.addressDigest(address)

/** The same, for whoever checks old records: those that were made under secrets that were replaced are recognised too. */
export async function auditCryptoOfAll(tx: Tx): Promise<AuditCrypto> {
  const { present, second, keyring } = current()
  const replaced = (await readKeptSecrets(tx, keyring)).toReversed()
  return replaced.length === 0 ? auditCrypto() : chainCrypto({ present, second, replaced })
}

/** The keys that wrap the keys of subjects. */
export const auditKeyring = (): Keyring => current().keyring
