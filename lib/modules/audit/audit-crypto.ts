import { readKeptSecrets } from '#lib/infra/auth/kept-secrets.ts'
import { createKeyring, type Keyring } from '#lib/infra/auth/keys.ts'
import { config, required } from '#lib/infra/config/index.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { chainCrypto, type AuditCrypto } from './chain-crypto.ts'

interface Current {
  readonly secrets: readonly [string, ...string[]]
  readonly crypto: AuditCrypto
  readonly keyring: Keyring
}

let cached: Current | undefined

function current(): Current {
  const secret = required('BAILIWICK_SECRET')
  if (cached?.secrets[0] !== secret) {
    const { BAILIWICK_SECRET_PREVIOUS: second } = config()
    const before = second === undefined ? [] : [second]
    cached = {
      secrets: [secret, ...before],
      crypto: chainCrypto(secret, ...before),
      keyring: createKeyring(secret, second),
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
  const { secrets, keyring } = current()
  const kept = await readKeptSecrets(tx, keyring)
  const [secret, ...before] = secrets
  return kept.length === 0 ? auditCrypto() : chainCrypto(secret, ...before, ...kept)
}

/** The keys that wrap the keys of subjects. */
export const auditKeyring = (): Keyring => current().keyring
