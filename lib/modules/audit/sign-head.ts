import type { AuditCrypto } from './chain-crypto.ts'
import type { SignedHead } from './domain/export-lines.ts'
import { headStatement, isSealedHead, type ChainHead } from './domain/record.ts'

/** Signs that a chain ended here at this moment; without a signature when the stored head is not one that we wrote. */
export function signHead(crypto: AuditCrypto, head: ChainHead, at: Date): SignedHead {
  const { key: chain, seq, headHash: hash } = head
  const signature = isSealedHead(crypto, head) ? crypto.sign(headStatement(chain, seq, hash, at)) : null
  return { chain, seq, hash, at, signature }
}
