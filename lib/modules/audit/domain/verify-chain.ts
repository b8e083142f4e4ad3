import {
  commitmentTo,
  committedParts,
  GENESIS,
  isEntryHash,
  isSealedHead,
  recordStatement,
  sameBytes,
  type ChainCrypto,
  type ChainHead,
  type StoredEntry,
} from './record.ts'

/** What is wrong with the first bad record of a chain. */
export type ChainFault =
  | 'altered'
  | 'deleted'
  | 'inserted'
  | 'reordered'
  | 'tail_cut'
  | 'head_forged'
  | 'rewritten'
  | 'clock_backwards'

/** The result of recomputing one chain from its records. */
export type ChainVerdict =
  | {
      readonly ok: true
      readonly chain: string
      readonly entries: number
      /** Parts of payloads that were erased with their subject. */
      readonly erased: number
      /** Anchors that the chain was compared with. */
      readonly anchors: number
      readonly headHash: Uint8Array
    }
  | {
      readonly ok: false
      readonly chain: string
      readonly fault: ChainFault
      readonly seq: string
      readonly detail: string
    }

/** A head of the chain as a witness outside keeps it. */
export interface AnchoredHead {
  readonly seq: bigint
  readonly hash: Uint8Array
}

/** The entry that an erasure leaves in each chain: its target's id is the number of parts that were erased there. */
export const ERASE_ACTION = 'audit.erase'
/** The kind of that entry's target. */
export const ERASE_TARGET = 'erased_parts'

/** While processes are restarted with the next secret one after the other, some still sign under the one before. */
const KEY_OVERLAP_MS = 3_600_000

/** How far a record may lie before one before it: two machines' clocks differ by at most this. */
const CLOCK_TOLERANCE_MS = 5000

type Fault = { readonly fault: ChainFault; readonly seq: bigint; readonly detail: string }

/** One chain as it was read. `head` is the stored end, or null when it is missing. */
export interface ReadChain {
  readonly chain: string
  /** In stored order of `seq`. */
  readonly entries: readonly StoredEntry[]
  readonly head: ChainHead | null
  /** What witnesses keep of it. */
  readonly anchors?: readonly AnchoredHead[]
}

/** What is known of a chain before its records are read. */
export interface ChainFrame {
  readonly chain: string
  /** Number of the last record that is read: how far a record can have been moved. */
  readonly last: bigint
  readonly anchors?: readonly AnchoredHead[]
}

/** Recomputes a chain that was read as a whole; see `ChainReading`. */
export function verifyChain(crypto: ChainCrypto, read: ReadChain): ChainVerdict {
  const { chain, entries, head, anchors = [] } = read
  const reading = new ChainReading(crypto, { chain, last: entries.at(-1)?.seq ?? 0n, anchors })
  for (const entry of entries) reading.add(entry)
  return reading.verdict(head)
}

/**
 * Recomputes a chain from its records, which are given one after the other, and names the first bad one. Stored hashes are
 * only compared with what the records give, never trusted. Memory does not grow with the chain.
 */
export class ChainReading {
  readonly #crypto: ChainCrypto
  readonly #chain: string
  readonly #anchors: readonly AnchoredHead[]
  /** Hashes of the records that witnesses saw. */
  readonly #seen = new Map<bigint, Uint8Array | null>()
  #last: bigint
  #count = 0n
  #fault: Fault | null = null
  /** A record without our signature: what comes behind it tells whether it stands alone. */
  #unsigned: bigint | null = null
  #prevHash: Uint8Array = GENESIS
  #latest = -Infinity
  #key = 0
  #keySince = -Infinity
  /** The first record under a key that was replaced, on which none of the newer key builds. */
  #stale: Fault | null = null
  #erased = 0
  #recorded = 0
  #firstErased: bigint | null = null

  constructor(crypto: ChainCrypto, { chain, last, anchors = [] }: ChainFrame) {
    this.#crypto = crypto
    this.#chain = chain
    this.#anchors = anchors
    this.#last = last
    for (const { seq } of anchors) this.#seen.set(seq, null)
  }

  /** True while more parts are gone than were recorded: an erasure of this moment is recorded further behind. */
  get isShortOfErasures(): boolean {
    return this.#erased > this.#recorded
  }

  /** Goes on to a later record than was said at first. */
  extendTo(last: bigint): void {
    this.#last = last
  }

  /** Takes the next record, in the order of their numbers. */
  add(entry: StoredEntry): void {
    this.#count += 1n
    this.#countErased(entry)
    if (this.#seen.has(this.#count)) this.#seen.set(this.#count, entry.hash)
    if (this.#unsigned !== null) this.#lookBehind(entry, this.#unsigned)
    if (this.#fault !== null || this.#unsigned !== null) return
    this.#fault = this.#faultOf(entry)
    this.#prevHash = entry.hash
    // The latest so far, not the one before: many small steps back are one long one.
    this.#latest = Math.max(this.#latest, entry.at.getTime())
  }

  /** What came out; `head` is the stored end of the chain, or null when it is missing. */
  verdict(head: ChainHead | null): ChainVerdict {
    const fault =
      this.#stale ??
      this.#fault ??
      this.#rewrittenFrom() ??
      this.#anchorFault() ??
      this.#headFault(head) ??
      this.#erasureFault()
    const chain = this.#chain
    if (fault !== null)
      return { ok: false, chain, fault: fault.fault, seq: fault.seq.toString(), detail: fault.detail }
    return {
      ok: true,
      chain,
      entries: Number(this.#count),
      erased: this.#erased,
      anchors: this.#anchors.length,
      headHash: this.#prevHash,
    }
  }

  #countErased(entry: StoredEntry): void {
    this.#recorded += recordedErasures(entry)
    const erased = erasedParts(entry)
    if (erased > 0) this.#firstErased ??= entry.seq
    this.#erased += erased
  }

  /** Whoever erases says in the chain how many parts: what is gone beyond that was taken away in silence. */
  #erasureFault(): Fault | null {
    if (this.#firstErased === null || !this.isShortOfErasures) return null
    const detail = `${this.#erased} parts of payloads are gone, but only ${this.#recorded} were recorded as erased`
    return { fault: 'altered', seq: this.#firstErased, detail }
  }

  #faultOf(entry: StoredEntry): Fault | null {
    const { seq } = entry
    const expected = this.#count
    if (seq < expected)
      return { fault: 'inserted', seq, detail: `there are two records with the number ${seq}` }
    if (seq > expected) {
      const detail = `record ${expected} is missing; the next one is ${seq}`
      return { fault: 'deleted', seq: expected, detail }
    }
    const fault = this.#linkFault(entry)
    if (fault !== null || this.#unsigned !== null) return fault
    if (entry.at.getTime() < this.#latest - CLOCK_TOLERANCE_MS)
      return { fault: 'clock_backwards', seq, detail: `record ${seq} is dated before one before it` }
    return null
  }

  #linkFault(entry: StoredEntry): Fault | null {
    const { seq } = entry
    const follows =
      isEntryHash(this.#crypto, this.#prevHash, entry, entry.hash) &&
      sameBytes(entry.prevHash, this.#prevHash)
    if (!follows) return this.#misplaced(entry)
    const signer = this.#signerOf(entry)
    if (signer === -1) {
      this.#unsigned = seq
      return null
    }
    return this.#keyFault(entry, signer) ?? payloadFault(this.#crypto, entry)
  }

  /** A record that is whole in itself but stands at another place gives its hash under the number of that place. */
  #misplaced(entry: StoredEntry): Fault {
    const { seq, prevHash } = entry
    const altered: Fault = { fault: 'altered', seq, detail: `record ${seq} is not what was recorded` }
    if (isEntryHash(this.#crypto, prevHash, entry, entry.hash)) return altered
    for (let other = 1n; other <= this.#last; other += 1n)
      if (other !== seq && isRecordedAs(this.#crypto, entry, other))
        return {
          fault: 'reordered',
          seq,
          detail: `record ${seq} was recorded at another place of the chain`,
        }
    return altered
  }

  /** The place of the key that signed; entries of version 1 carry no signature, and any key will do. */
  #signerOf({ version, chain, seq, hash, signature }: StoredEntry): number {
    if (version === 1) return signature === null ? this.#key : -1
    if (signature === null) return -1
    return this.#crypto.signerOf(recordStatement(chain, seq, hash), signature, this.#key)
  }

  /** The keys of the records follow each other in time; who has one that was replaced writes nothing new. */
  #keyFault({ seq, at }: StoredEntry, signer: number): Fault | null {
    if (signer >= this.#key) {
      this.#stale = null
      if (signer > this.#key) [this.#key, this.#keySince] = [signer, at.getTime()]
      return null
    }
    const detail = `record ${seq} is signed with a key that was replaced before`
    const fault: Fault = { fault: 'rewritten', seq, detail }
    if (at.getTime() > this.#keySince + KEY_OVERLAP_MS) return fault
    this.#stale ??= fault
    return null
  }

  /** A record that links up without our signature was written by somebody else: it alone, or everything from it on. */
  #lookBehind(entry: StoredEntry, seq: bigint): void {
    if (entry.seq === seq + 1n && isRecordedAs(this.#crypto, entry, seq))
      this.#fault = {
        fault: 'inserted',
        seq,
        detail: `record ${seq} was never recorded; the next one has its number`,
      }
    else if (entry.version > 1 && this.#signerOf(entry) !== -1)
      this.#fault = { fault: 'altered', seq, detail: `the signature of record ${seq} is not ours` }
    else return
    this.#unsigned = null
  }

  #rewrittenFrom(): Fault | null {
    const seq = this.#unsigned
    return seq === null
      ? null
      : { fault: 'rewritten', seq, detail: `from record ${seq} on the chain was written without our key` }
  }

  /** Compares the chain with what witnesses outside keep of it. */
  #anchorFault(): Fault | null {
    let matched = 0n
    for (const anchor of this.#anchors.toSorted((a, b) => (a.seq < b.seq ? -1 : 1))) {
      if (anchor.seq > this.#count) {
        const detail = `the chain ends at record ${this.#count}; a witness saw record ${anchor.seq}`
        return { fault: 'tail_cut', seq: this.#count + 1n, detail }
      }
      const hash = this.#seen.get(anchor.seq)
      if (hash === undefined || hash === null || !sameBytes(hash, anchor.hash)) {
        const detail = `the chain was written anew between record ${matched + 1n} and record ${anchor.seq}: a witness keeps another hash`
        return { fault: 'rewritten', seq: matched + 1n, detail }
      }
      matched = anchor.seq
    }
    return null
  }

  /** Compares the last record with the stored head. Records that link up although the head does not were written anew. */
  #headFault(head: ChainHead | null): Fault | null {
    const last = this.#count
    if (head === null) return { fault: 'head_forged', seq: last, detail: 'the head of the chain is missing' }
    if (!isSealedHead(this.#crypto, head))
      return { fault: 'head_forged', seq: head.seq, detail: 'the head of the chain does not carry our seal' }
    if (head.seq > last) {
      const detail = `the chain ends at record ${last}, its head says ${head.seq}`
      return { fault: 'tail_cut', seq: last + 1n, detail }
    }
    if (head.seq < last) {
      const detail = `there are records after the head, which is ${head.seq}`
      return { fault: 'inserted', seq: head.seq + 1n, detail }
    }
    if (sameBytes(head.headHash, this.#prevHash)) return null
    return { fault: 'altered', seq: last, detail: 'the last record is not the one that the head names' }
  }
}

/** How many parts of the payload of an entry are gone. */
export const erasedParts = (entry: StoredEntry): number =>
  committedParts(entry).filter(({ part }) => part === 'erased').length

/** How many parts an entry says that were erased; 0 for any other than that of an erasure. */
export const recordedErasures = ({ action, targetKind, targetId }: StoredEntry): number =>
  action === ERASE_ACTION && targetKind === ERASE_TARGET ? Number(targetId) : 0

function payloadFault(crypto: ChainCrypto, entry: StoredEntry): Fault | null {
  const { seq } = entry
  for (const { part, commitment } of committedParts(entry)) {
    if (part === 'erased') continue
    if (part === 'unreadable')
      return { fault: 'altered', seq, detail: `the details of record ${seq} do not open here` }
    if (!sameBytes(commitmentTo(crypto, part), commitment))
      return {
        fault: 'altered',
        seq,
        detail: `the details of record ${seq} are not those that were recorded`,
      }
  }
  return null
}

/** True when `entry` gives its stored hash under the number `seq`. */
const isRecordedAs = (crypto: ChainCrypto, entry: StoredEntry, seq: bigint): boolean =>
  isEntryHash(crypto, entry.prevHash, { ...entry, seq }, entry.hash)
