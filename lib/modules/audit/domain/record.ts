import { canonicalJson, type Json } from '#lib/core/canonical-json.ts'

/** What the chain covers of one audit entry. Names and addresses are in the payload, of which only the commitment is chained. */
export interface ChainedRecord {
  readonly chain: string
  readonly seq: bigint
  readonly at: Date
  readonly action: string
  readonly actorKind: string
  readonly actorId: string
  readonly targetKind: string
  readonly targetId: string
  readonly requestId: string
  readonly commitment: Uint8Array
}

/** An audit entry as it is stored. Payload and salt are null once the entry's person was erased. */
export interface StoredEntry extends ChainedRecord {
  readonly platformId: string | null
  readonly tenantId: string | null
  readonly payload: Json | null
  readonly salt: Uint8Array | null
  readonly prevHash: Uint8Array
  readonly hash: Uint8Array
}

/** The stored end of a chain. */
export interface ChainHead {
  readonly key: string
  readonly seq: bigint
  readonly headHash: Uint8Array
  readonly headMac: Uint8Array
}

/** The keyed and unkeyed hashes that a chain needs, injected so that this code stays pure. */
export interface ChainCrypto {
  /** HMAC-SHA-256 under the audit key, which lives outside the database. */
  mac(bytes: string): Uint8Array
  /** SHA-256 of salt ‖ canonical payload: hides the payload and binds it. */
  commit(salt: Uint8Array, payload: string): Uint8Array
}

/** The hash before the first entry. */
export const GENESIS: Uint8Array = new Uint8Array(32)

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** True when both hold the same bytes. Not constant-time: hashes of a chain are no secrets. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && hex(a) === hex(b)

/** hash(n) = HMAC(hash(n−1) ‖ canonical record(n)). */
export function entryHash(crypto: ChainCrypto, prevHash: Uint8Array, record: ChainedRecord): Uint8Array {
  const body = canonicalJson({
    chain: record.chain,
    seq: record.seq.toString(),
    at: record.at.toISOString(),
    action: record.action,
    actor: [record.actorKind, record.actorId],
    target: [record.targetKind, record.targetId],
    request: record.requestId,
    commitment: hex(record.commitment),
  })
  return crypto.mac(`${hex(prevHash)}\n${body}`)
}

/** The seal of a chain's head: without the audit key nobody can set a head back to an earlier state of their own making. */
export const headMac = (crypto: ChainCrypto, key: string, seq: bigint, headHash: Uint8Array): Uint8Array =>
  crypto.mac(`head\n${key}\n${seq}\n${hex(headHash)}`)

/** The commitment to a payload under its salt. */
export const commitmentOf = (crypto: ChainCrypto, salt: Uint8Array, payload: Json): Uint8Array =>
  crypto.commit(salt, canonicalJson(payload))
