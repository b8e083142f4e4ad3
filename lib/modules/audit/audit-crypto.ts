import { hkdfSync } from 'node:crypto'
import { required } from '#lib/infra/config/index.ts'
import { chainCrypto } from './chain-crypto.ts'
import type { ChainCrypto } from './domain/record.ts'

let cached: { secret: string; crypto: ChainCrypto } | undefined

/** The chain's hashes under the key that BAILIWICK_SECRET gives (HKDF-SHA-256, label `bailiwick/audit`). */
export function auditCrypto(): ChainCrypto {
  const secret = required('BAILIWICK_SECRET')
  if (cached?.secret !== secret) {
    cached = {
      secret,
      crypto: chainCrypto(new Uint8Array(hkdfSync('sha256', secret, '', 'bailiwick/audit', 32))),
    }
  }
  return cached.crypto
}
