import {
  commitmentOf,
  entryHash,
  GENESIS,
  headMac,
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
  | 'clock_backwards'

/** The result of recomputing one chain from its records. */
export type ChainVerdict =
  | {
      readonly ok: true
      readonly chain: string
      readonly entries: number
      readonly erased: number
      readonly headHash: Uint8Array
    }
  | {
      readonly ok: false
      readonly chain: string
      readonly fault: ChainFault
      readonly seq: string
      readonly detail: string
    }

/** How far a record may lie before its predecessor: two machines' clocks differ by at most this. */
const CLOCK_TOLERANCE_MS = 5000

/**
 * Recomputes a chain from its records, in stored order of `seq`, and names the first bad one. Stored hashes are only
 * compared with what the records give, never trusted. `head` is the stored end, or null when it is missing.
 */
export function verifyChain(
  crypto: ChainCrypto,
  chain: string,
  entries: readonly StoredEntry[],
  head: ChainHead | null,
): ChainVerdict {
  const bad = (fault: ChainFault, seq: bigint, detail: string): ChainVerdict => ({
    ok: false,
    chain,
    fault,
    seq: seq.toString(),
    detail,
  })
  let prevHash = GENESIS
  let prevAt = -Infinity
  let expected = 1n
  let erased = 0
  for (const entry of entries) {
    if (entry.seq < expected)
      return bad('inserted', entry.seq, `there are two records with the number ${entry.seq}`)
    if (entry.seq > expected)
      return bad('deleted', expected, `record ${expected} is missing; the next one is ${entry.seq}`)
    const fault = checkEntry(crypto, entry, prevHash, entries)
    if (fault !== null) return bad(fault.fault, entry.seq, fault.detail)
    if (entry.at.getTime() < prevAt - CLOCK_TOLERANCE_MS) {
      return bad('clock_backwards', entry.seq, `record ${entry.seq} is dated before record ${entry.seq - 1n}`)
    }
    if (entry.payload === null) erased += 1
    prevHash = entry.hash
    prevAt = entry.at.getTime()
    expected += 1n
  }
  const last = expected - 1n
  if (head === null) return bad('head_forged', last, 'the head of the chain is missing')
  if (!sameBytes(headMac(crypto, head.key, head.seq, head.headHash), head.headMac)) {
    return bad('head_forged', head.seq, 'the head of the chain does not carry our seal')
  }
  if (head.seq > last)
    return bad('tail_cut', last + 1n, `the chain ends at record ${last}, its head says ${head.seq}`)
  if (head.seq < last)
    return bad('inserted', head.seq + 1n, `there are records after the head, which is ${head.seq}`)
  if (!sameBytes(head.headHash, prevHash))
    return bad('altered', last, 'the last record is not the one that the head names')
  return { ok: true, chain, entries: entries.length, erased, headHash: prevHash }
}

function checkEntry(
  crypto: ChainCrypto,
  entry: StoredEntry,
  prevHash: Uint8Array,
  all: readonly StoredEntry[],
): { fault: ChainFault; detail: string } | null {
  if (entry.payload !== null) {
    const commitment = entry.salt === null ? null : commitmentOf(crypto, entry.salt, entry.payload)
    if (commitment === null || !sameBytes(commitment, entry.commitment)) {
      return {
        fault: 'altered',
        detail: `the details of record ${entry.seq} are not those that were recorded`,
      }
    }
  }
  if (sameBytes(entryHash(crypto, prevHash, entry), entry.hash) && sameBytes(entry.prevHash, prevHash))
    return null
  // A record that is whole in itself but stands at another place carries a hash that another place of the chain expects.
  const intact = sameBytes(entryHash(crypto, entry.prevHash, entry), entry.hash)
  const moved = !intact && all.some((other) => other.seq !== entry.seq && isMovedHere(crypto, entry, other))
  if (moved)
    return { fault: 'reordered', detail: `record ${entry.seq} was recorded at another place of the chain` }
  return { fault: 'altered', detail: `record ${entry.seq} is not what was recorded` }
}

/** True when `entry` gives its stored hash under the number of `other`: the two changed places. */
const isMovedHere = (crypto: ChainCrypto, entry: StoredEntry, other: StoredEntry): boolean =>
  sameBytes(entryHash(crypto, entry.prevHash, { ...entry, seq: other.seq }), entry.hash)
