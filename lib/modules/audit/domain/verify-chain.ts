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

/** How far a record may lie before its predecessor: two machines' clocks differ by at most this. */
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

/**
 * Recomputes a chain from its records and names the first bad one. Stored hashes are only compared with what the records
 * give, never trusted.
 */
export function verifyChain(crypto: ChainCrypto, read: ReadChain): ChainVerdict {
  const { chain, entries, head, anchors = [] } = read
  const fault =
    linkFault(crypto, entries) ??
    anchorFault(entries, anchors) ??
    headFault(crypto, entries, head) ??
    erasureFault(entries)
  if (fault !== null) {
    return { ok: false, chain, fault: fault.fault, seq: fault.seq.toString(), detail: fault.detail }
  }
  return {
    ok: true,
    chain,
    entries: entries.length,
    erased: entries.reduce((sum, entry) => sum + erasedParts(entry), 0),
    anchors: anchors.length,
    headHash: entries.at(-1)?.hash ?? GENESIS,
  }
}

const erasedParts = (entry: StoredEntry): number =>
  committedParts(entry).filter(({ part }) => part === 'erased').length

/** Whoever erases says in the chain how many parts: what is gone beyond that was taken away in silence. */
function erasureFault(entries: readonly StoredEntry[]): Fault | null {
  const recorded = entries
    .filter(({ action, targetKind }) => action === ERASE_ACTION && targetKind === ERASE_TARGET)
    .reduce((sum, { targetId }) => sum + Number(targetId), 0)
  const gone = entries.reduce((sum, entry) => sum + erasedParts(entry), 0)
  const first = entries.find((entry) => erasedParts(entry) > 0)
  if (first === undefined || gone <= recorded) return null
  const detail = `${gone} parts of payloads are gone, but only ${recorded} were recorded as erased`
  return { fault: 'altered', seq: first.seq, detail }
}

/** Follows the chain from record to record. */
function linkFault(crypto: ChainCrypto, entries: readonly StoredEntry[]): Fault | null {
  let prevHash = GENESIS
  let prevAt = -Infinity
  let expected = 1n
  for (const entry of entries) {
    const { seq } = entry
    if (seq < expected)
      return { fault: 'inserted', seq, detail: `there are two records with the number ${seq}` }
    if (seq > expected) {
      const detail = `record ${expected} is missing; the next one is ${seq}`
      return { fault: 'deleted', seq: expected, detail }
    }
    const fault = entryFault(crypto, entry, prevHash, entries)
    if (fault !== null) return { ...fault, seq }
    if (entry.at.getTime() < prevAt - CLOCK_TOLERANCE_MS)
      return { fault: 'clock_backwards', seq, detail: `record ${seq} is dated before record ${seq - 1n}` }
    prevHash = entry.hash
    prevAt = entry.at.getTime()
    expected += 1n
  }
  return null
}

function entryFault(
  crypto: ChainCrypto,
  entry: StoredEntry,
  prevHash: Uint8Array,
  all: readonly StoredEntry[],
): { fault: ChainFault; detail: string } | null {
  const follows = isEntryHash(crypto, prevHash, entry, entry.hash) && sameBytes(entry.prevHash, prevHash)
  if (follows) return signatureFault(crypto, entry, all) ?? payloadFault(crypto, entry)
  // A record that is whole in itself but stands at another place carries a hash that another place of the chain expects.
  const intact = isEntryHash(crypto, entry.prevHash, entry, entry.hash)
  const moved = !intact && all.some((other) => other.seq !== entry.seq && isMovedHere(crypto, entry, other))
  if (moved)
    return { fault: 'reordered', detail: `record ${entry.seq} was recorded at another place of the chain` }
  return { fault: 'altered', detail: `record ${entry.seq} is not what was recorded` }
}

function payloadFault(crypto: ChainCrypto, entry: StoredEntry): { fault: ChainFault; detail: string } | null {
  for (const { part, commitment } of committedParts(entry)) {
    if (part === 'erased') continue
    if (part === 'unreadable')
      return { fault: 'altered', detail: `the details of record ${entry.seq} do not open here` }
    if (!sameBytes(commitmentTo(crypto, part), commitment))
      return {
        fault: 'altered',
        detail: `the details of record ${entry.seq} are not those that were recorded`,
      }
  }
  return null
}

/** True when `entry` gives its stored hash under the number of `other`: the two changed places. */
const isMovedHere = (crypto: ChainCrypto, entry: StoredEntry, other: StoredEntry): boolean =>
  isEntryHash(crypto, entry.prevHash, { ...entry, seq: other.seq }, entry.hash)

/** Compares the chain with what witnesses outside keep of it. */
function anchorFault(entries: readonly StoredEntry[], anchors: readonly AnchoredHead[]): Fault | null {
  let matched = 0n
  const last = BigInt(entries.length)
  for (const anchor of anchors.toSorted((a, b) => (a.seq < b.seq ? -1 : 1))) {
    if (anchor.seq > last) {
      const detail = `the chain ends at record ${last}; a witness saw record ${anchor.seq}`
      return { fault: 'tail_cut', seq: last + 1n, detail }
    }
    const entry = entries[Number(anchor.seq) - 1]
    if (entry !== undefined && !sameBytes(entry.hash, anchor.hash)) {
      const detail = `the chain was written anew between record ${matched + 1n} and record ${anchor.seq}: a witness keeps another hash`
      return { fault: 'rewritten', seq: matched + 1n, detail }
    }
    matched = anchor.seq
  }
  return null
}

/** Compares the last record with the stored head. Records that link up although the head does not were written anew. */
function headFault(
  crypto: ChainCrypto,
  entries: readonly StoredEntry[],
  head: ChainHead | null,
): Fault | null {
  const last = BigInt(entries.length)
  if (head !== null && isSealedHead(crypto, head)) {
    if (head.seq > last) {
      const detail = `the chain ends at record ${last}, its head says ${head.seq}`
      return { fault: 'tail_cut', seq: last + 1n, detail }
    }
    if (head.seq === last && sameBytes(head.headHash, entries.at(-1)?.hash ?? GENESIS)) return null
  }
  if (head === null) return { fault: 'head_forged', seq: last, detail: 'the head of the chain is missing' }
  if (!isSealedHead(crypto, head))
    return { fault: 'head_forged', seq: head.seq, detail: 'the head of the chain does not carry our seal' }
  if (head.seq < last) {
    const detail = `there are records after the head, which is ${head.seq}`
    return { fault: 'inserted', seq: head.seq + 1n, detail }
  }
  return { fault: 'altered', seq: last, detail: 'the last record is not the one that the head names' }
}

/** A record that links up without our signature was written by somebody else: it alone, or everything from it on. */
function signatureFault(
  crypto: ChainCrypto,
  entry: StoredEntry,
  all: readonly StoredEntry[],
): { fault: ChainFault; detail: string } | null {
  if (isSignedEntry(crypto, entry)) return null
  const { seq } = entry
  const next = all.find((other) => other.seq === seq + 1n)
  if (next !== undefined && isMovedHere(crypto, next, entry))
    return { fault: 'inserted', detail: `record ${seq} was never recorded; the next one has its number` }
  return all.some((other) => other.seq > seq && other.version > 1 && isSignedEntry(crypto, other))
    ? { fault: 'altered', detail: `the signature of record ${seq} is not ours` }
    : { fault: 'rewritten', detail: `from record ${seq} on the chain was written without our key` }
}

/** Entries of version 1 carry no signature. */
const isSignedEntry = (crypto: ChainCrypto, { version, chain, seq, hash, signature }: StoredEntry): boolean =>
  version === 1
    ? signature === null
    : signature !== null && crypto.isSigned(recordStatement(chain, seq, hash), signature)
