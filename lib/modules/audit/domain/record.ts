import { canonicalJson, type Json } from '#lib/core/canonical-json.ts'

/** What the chain covers of one audit entry. Names and addresses are in the payload, of which only the commitment is chained. */
export interface ChainedRecord {
  /** 1: the hash is keyed, and only we can recompute it. 2: anybody can (ADR 0010). */
  readonly version: number
  readonly chain: string
  readonly seq: bigint
  readonly at: Date
  readonly action: string
  readonly actorKind: string
  readonly actorId: string
  readonly targetKind: string
  readonly targetId: string
  readonly requestId: string
  /** Version 1: of the one payload. Version 2: of the part about the actor, then of the part about the target. */
  readonly commitment: Uint8Array
}

/** A part of a payload with the salt of its commitment. */
export interface SaltedValue {
  readonly salt: Uint8Array
  readonly value: Json
}

/** A part as it was found: its text, nothing because its subject was erased, or bytes that do not open here. */
export type PayloadPart = SaltedValue | 'erased' | 'unreadable'

/** What an entry tells beside the record. Version 1 has one part, version 2 two, each with a subject of its own. */
export type EntryPayload =
  | { readonly form: 'whole'; readonly whole: PayloadPart }
  | { readonly form: 'parts'; readonly actor: PayloadPart; readonly about: PayloadPart }

/** An audit entry as it is stored. */
export interface StoredEntry extends ChainedRecord {
  readonly platformId: string | null
  readonly tenantId: string | null
  readonly payload: EntryPayload
  readonly prevHash: Uint8Array
  readonly hash: Uint8Array
  /** Ed25519 over `recordStatement`; null in entries of version 1. */
  readonly signature: Uint8Array | null
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
  mac(text: string): Uint8Array
  /** True when `mac` is that of the text under the audit key of any secret, also one that was replaced. */
  isMac(text: string, mac: Uint8Array): boolean
  /** The same under the present secret and the one beside it: one that was replaced seals nothing any more. */
  isSeal(text: string, mac: Uint8Array): boolean
  /** SHA-256. */
  digest(text: string): Uint8Array
  /** SHA-256 of salt ‖ canonical payload: hides the payload and binds it. */
  commit(salt: Uint8Array, payload: string): Uint8Array
  /** Ed25519 under the signing key, which lives outside the database. */
  sign(text: string): Uint8Array
  /**
   * The place of the key that signed the text, in the order of time: `from` or a later one if there is one, else an
   * earlier one, else -1.
   */
  signerOf(text: string, signature: Uint8Array, from: number): number
}

/** The hash before the first entry. */
export const GENESIS: Uint8Array = new Uint8Array(32)

/** Bytes as lower-case hex. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** True when both hold the same bytes. Not constant-time: hashes of a chain are no secrets. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && hex(a) === hex(b)

/** The text that is hashed: the hash before, a line feed, and the record as canonical JSON (RFC 8785). */
function hashedText(prevHash: Uint8Array, record: ChainedRecord): string {
  const body = canonicalJson({
    ...(record.version === 1 ? {} : { v: record.version }),
    chain: record.chain,
    seq: record.seq.toString(),
    at: record.at.toISOString(),
    action: record.action,
    actor: [record.actorKind, record.actorId],
    target: [record.targetKind, record.targetId],
    request: record.requestId,
    commitment: hex(record.commitment),
  })
  return `${hex(prevHash)}\n${body}`
}

/** hash(n) = H(hash(n−1) ‖ canonical record(n)); H is keyed in version 1 and SHA-256 in version 2. */
export function entryHash(crypto: ChainCrypto, prevHash: Uint8Array, record: ChainedRecord): Uint8Array {
  const text = hashedText(prevHash, record)
  return record.version === 1 ? crypto.mac(text) : crypto.digest(text)
}

/** True when `hash` is the one that the record gives after `prevHash`. */
export function isEntryHash(
  crypto: ChainCrypto,
  prevHash: Uint8Array,
  record: ChainedRecord,
  hash: Uint8Array,
): boolean {
  const text = hashedText(prevHash, record)
  return record.version === 1 ? crypto.isMac(text, hash) : sameBytes(crypto.digest(text), hash)
}

/** What the signature of an entry says: that this hash stands at this place of this chain. */
export const recordStatement = (chain: string, seq: bigint, hash: Uint8Array): string =>
  `bailiwick-audit-record\n${chain}\n${seq}\n${hex(hash)}`

/** What the signature of a head says: that the chain ended here at this moment. */
export const headStatement = (chain: string, seq: bigint, hash: Uint8Array, at: Date): string =>
  `bailiwick-audit-head\n${chain}\n${seq}\n${hex(hash)}\n${at.toISOString()}`

const headText = (key: string, seq: bigint, headHash: Uint8Array): string =>
  `head\n${key}\n${seq}\n${hex(headHash)}`

/** The seal of a chain's head: without the audit key nobody can set a head back to an earlier state of their own making. */
export const headMac = (crypto: ChainCrypto, key: string, seq: bigint, headHash: Uint8Array): Uint8Array =>
  crypto.mac(headText(key, seq, headHash))

/** True when a stored head carries our seal. */
export const isSealedHead = (crypto: ChainCrypto, head: ChainHead): boolean =>
  crypto.isSeal(headText(head.key, head.seq, head.headHash), head.headMac)

/** The commitment to one part of a payload. */
export const commitmentTo = (crypto: ChainCrypto, { salt, value }: SaltedValue): Uint8Array =>
  crypto.commit(salt, canonicalJson(value))

/** The two commitments of an entry of version 2, one after the other. */
export function commitmentOf(crypto: ChainCrypto, actor: SaltedValue, about: SaltedValue): Uint8Array {
  const both = new Uint8Array(64)
  both.set(commitmentTo(crypto, actor), 0)
  both.set(commitmentTo(crypto, about), 32)
  return both
}

/** The parts of a payload, each with the commitment that the record holds to it. */
export function committedParts(
  entry: Pick<StoredEntry, 'payload' | 'commitment'>,
): readonly { readonly part: PayloadPart; readonly commitment: Uint8Array }[] {
  const { payload, commitment } = entry
  if (payload.form === 'whole') return [{ part: payload.whole, commitment }]
  return [
    { part: payload.actor, commitment: commitment.subarray(0, 32) },
    { part: payload.about, commitment: commitment.subarray(32) },
  ]
}
