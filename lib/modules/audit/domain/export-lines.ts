import { csvRow } from '#lib/core/csv.ts'
import type { Json } from '#lib/core/canonical-json.ts'
import { hex, headStatement, type ChainCrypto, type PayloadPart, type StoredEntry } from './record.ts'

/** The head of a chain at the moment of an export or of an anchor. */
export interface SignedHead {
  readonly chain: string
  readonly seq: bigint
  readonly hash: Uint8Array
  readonly at: Date
  /** Null when the stored head does not carry our seal: we sign nothing that somebody else wrote. */
  readonly signature: Uint8Array | null
}

/** A line of JSON Lines. */
const line = (value: Json): string => `${JSON.stringify(value)}\n`

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** A part as it is exported: with its salt, so that its commitment can be recomputed. Null where it was erased. */
function partJson(part: PayloadPart): Json {
  if (part === 'erased') return null
  return part === 'unreadable' ? { unreadable: true } : { salt: hex(part.salt), value: part.value }
}

/** One entry as a line: everything that its hash, its commitments and its signature are made of. */
export function entryLine(entry: StoredEntry): string {
  const { payload } = entry
  return line({
    type: 'entry',
    v: entry.version,
    chain: entry.chain,
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    action: entry.action,
    actor: [entry.actorKind, entry.actorId],
    target: [entry.targetKind, entry.targetId],
    request: entry.requestId,
    commitment: hex(entry.commitment),
    prevHash: hex(entry.prevHash),
    hash: hex(entry.hash),
    signature: entry.signature === null ? null : base64(entry.signature),
    payload:
      payload.form === 'whole'
        ? { whole: partJson(payload.whole) }
        : { actor: partJson(payload.actor), about: partJson(payload.about) },
  })
}

/** A signed head as a line; exports end each chain with one, and witnesses keep the same. */
export const headLine = ({ chain, seq, hash, at, signature }: SignedHead): string =>
  line({
    type: 'head',
    chain,
    seq: seq.toString(),
    hash: hex(hash),
    at: at.toISOString(),
    signature: signature === null ? null : base64(signature),
  })

/** What an export is, as its first line says. */
export interface ExportTitle {
  readonly scope: string
  /** The one chain that was asked for; null for every chain of the scope. */
  readonly chain: string | null
  readonly at: Date
  readonly keyId: string
  /** True when not every record of the chains is there, so that they cannot be verified from it. */
  readonly isFiltered: boolean
}

/** The first line of an export. */
export const titleLine = ({ scope, chain, at, keyId, isFiltered }: ExportTitle): string =>
  line({
    type: 'bailiwick-audit-export',
    version: 2,
    scope,
    chain,
    at: at.toISOString(),
    keyId,
    filtered: isFiltered,
  })

/**
 * The last line: how many records and chains there were, where to go on some day (`cursor`), and in `next` the same while there
 * is more already; signed, so that what was taken out is missed.
 */
export function endLine(
  crypto: ChainCrypto,
  title: ExportTitle,
  end: {
    readonly records: number
    readonly heads: readonly SignedHead[]
    readonly cursor: string
    readonly isCut: boolean
  },
): string {
  const statements = end.heads.map(({ chain, seq, hash, at }) => headStatement(chain, seq, hash, at))
  const heads = hex(crypto.digest(statements.join('\n')))
  const next = end.isCut ? end.cursor : null
  const { scope, chain, at } = title
  const what = [scope, chain ?? '', at.toISOString(), end.records, heads, next ?? '', end.cursor]
  return line({
    type: 'end',
    records: end.records,
    chains: end.heads.length,
    next,
    cursor: end.cursor,
    signature: base64(crypto.sign(`bailiwick-audit-export-2\n${what.join('\n')}`)),
  })
}

const COLUMNS = [
  'chain',
  'seq',
  'at',
  'action',
  'actor_kind',
  'actor_id',
  'actor_name',
  'target_kind',
  'target_id',
  'target_name',
  'address',
  'request_id',
  'details',
  'hash',
] as const

/** The first row of a CSV export. */
export const csvTitle = (): string => csvRow(COLUMNS)

/** The last row of a CSV export that was cut: `next` instead of a chain, and the cursor for `after` among the details. */
export const csvNext = (cursor: string): string =>
  csvRow(COLUMNS.map((column) => (column === 'chain' ? 'next' : column === 'details' ? cursor : null)))

/** An entry as a row of CSV. */
export function csvEntry(
  entry: StoredEntry,
  facts: {
    readonly actorName: string | null
    readonly targetName: string | null
    readonly ip: string | null
    readonly details: Readonly<Record<string, unknown>> | null
  },
): string {
  return csvRow([
    entry.chain,
    entry.seq.toString(),
    entry.at.toISOString(),
    entry.action,
    entry.actorKind,
    entry.actorId,
    facts.actorName,
    entry.targetKind,
    entry.targetId,
    facts.targetName,
    facts.ip,
    entry.requestId,
    facts.details === null ? null : JSON.stringify(facts.details),
    hex(entry.hash),
  ])
}
