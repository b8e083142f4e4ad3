import { formatScopeParam } from '#lib/core/scope.ts'
import { invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { auditCrypto, auditKeyring } from './audit-crypto.ts'
import { needsPayload, passes, type SealedFilter } from './domain/entry-filter.ts'
import { inTurn, MOST_CHAINS, readCursor, writeCursor, type Cursor } from './domain/export-cursor.ts'
import {
  csvEntry,
  csvTitle,
  csvNext,
  endLine,
  entryLine,
  headLine,
  titleLine,
  type ExportTitle,
  type SignedHead,
} from './domain/export-lines.ts'
import type { ChainHead, StoredEntry } from './domain/record.ts'
import { erasedParts, recordedErasures } from './domain/verify-chain.ts'
import { recordAudit } from './record-audit.ts'
import { findChainAfter, findHeads, type EntryFilter } from './repository.ts'
import { exportAuditInput, type ExportAuditInput } from './schemas.ts'
import { signHead } from './sign-head.ts'
import { payloadFacts } from './views.ts'

/** What one export gives. */
interface Plan {
  readonly format: 'jsonl' | 'csv'
  readonly after: Cursor
  readonly limit: number
  readonly chain: string | undefined
  readonly filter: EntryFilter
  readonly sealed: SealedFilter
  readonly title: ExportTitle
}

/**
 * Exports the chains that the scope can see as JSON Lines, which `verify.mjs` checks, or as CSV. Records come chain by
 * chain in the order of their numbers, and `after` goes on where an export ended, with a place of its own for each chain.
 * Numbers are given under a lock and commit in order, so that nothing is skipped or repeated while others write. The export is an audit entry itself, except where
 * the context may only look: that is the canary job, which reads exports every quarter of an hour and writes nothing anywhere.
 */
export async function exportAudit(ctx: RequestContext, input: ExportAuditInput): Promise<Download> {
  authorize(ctx, 'audit:export')
  const plan = planOf(ctx, input)
  const { format, title } = plan
  await requireFewChains(ctx, plan)
  if (ctx.readOnly !== true) await recordExport(ctx, plan, input.after ?? null)
  const day = title.at.toISOString().slice(0, 10)
  return new Download({
    fileName: `audit-${plan.chain ?? title.scope}-${day}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
    pieces: format === 'csv' ? csvPieces(ctx, plan) : jsonPieces(ctx, plan),
  })
}

const NO_CURSOR: Cursor = { positions: new Map(), last: null, isOfAll: true }
const LONGEST_DETAIL = 200

/** A cursor of many chains is not written out in the entry: the export it goes on from has it. */
const inShort = (cursor: string): string =>
  cursor.length <= LONGEST_DETAIL ? cursor : `a cursor of ${readCursor(cursor).positions.size} chains`

/** The place of one record says where one chain goes on: in a scope of several the others would be skipped or repeated. */
function requireCursor(ctx: RequestContext, cursor: Cursor, chain: string | undefined): Cursor {
  if (cursor.isOfAll || ctx.scope.kind === 'tenant' || chain !== undefined) return cursor
  throw invalidField(
    'after',
    'the place of one chain, in a scope of several: send the cursor of the last line of the export before, or name the chain as well',
  )
}

/** More chains than a cursor holds could be exported once, and never go on. */
async function requireFewChains(ctx: RequestContext, { chain }: Plan): Promise<void> {
  if (chain !== undefined || ctx.scope.kind === 'tenant') return
  const heads = await ctx.db.read(async (tx) => await findHeads(tx))
  if (heads.length > MOST_CHAINS)
    throw invalidField(
      'chain',
      `there are more than ${MOST_CHAINS} chains in this scope: export one at a time`,
    )
}

async function recordExport(ctx: RequestContext, plan: Plan, after: string | null): Promise<void> {
  const { format, title } = plan
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'audit.export',
      target: { kind: 'audit_chain', id: plan.chain ?? title.scope },
      details: { format, isFiltered: title.isFiltered, after: after === null ? null : inShort(after) },
    })
  })
}

function planOf(ctx: RequestContext, input: ExportAuditInput): Plan {
  const { format, after, limit, chain, from, to, actor, address, text, ...exact } = parseInput(
    exportAuditInput,
    input,
  )
  const sealed = { actor, address, text }
  const isFiltered =
    needsPayload(sealed) || [from, to, ...Object.values(exact)].some((value) => value !== undefined)
  return {
    format,
    after: after === undefined ? NO_CURSOR : requireCursor(ctx, readCursor(after), chain),
    limit,
    chain,
    filter: {
      ...exact,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    },
    sealed,
    title: {
      scope: formatScopeParam(ctx.scope),
      chain: chain ?? null,
      at: ctx.clock.now(),
      keyId: auditCrypto().publicKey.id,
      isFiltered,
    },
  }
}

const BATCH = 500

/**
 * The records of one chain from a number on, up to its head, which moves on where parts were erased meanwhile: what erased
 * them is recorded behind it, and without that record they would look taken away.
 */
async function* recordsOf(
  ctx: RequestContext,
  plan: Plan,
  chain: { head: ChainHead; readonly after: bigint },
): AsyncGenerator<StoredEntry> {
  const { filter } = plan
  let { after } = chain
  let missing = 0
  for (;;) {
    const page = { chain: chain.head.key, after, upTo: chain.head.seq, limit: BATCH, filter }
    const batch = await ctx.db.read(async (tx) => await findChainAfter(tx, auditKeyring(), page))
    for (const entry of batch) {
      missing += erasedParts(entry) - recordedErasures(entry)
      if (passes({ ...entry, ...payloadFacts(entry.payload) }, plan.sealed)) yield entry
    }
    after = batch.at(-1)?.seq ?? after
    if (batch.length === BATCH) continue
    const next = missing > 0 && !plan.title.isFiltered ? await headOf(ctx, chain.head) : chain.head
    if (next.seq === chain.head.seq) return
    chain.head = next
  }
}

/** A head as it is now. */
const headOf = async (ctx: RequestContext, head: ChainHead): Promise<ChainHead> =>
  (await ctx.db.read(async (tx) => await findHeads(tx, head.key)))[0] ?? head

/** The heads as they are now, in the order of the export. */
const headsOf = async (ctx: RequestContext, { chain, after }: Plan): Promise<ChainHead[]> =>
  inTurn(await ctx.db.read(async (tx) => await findHeads(tx, chain)), after.last)

/** How far an export has come. */
class Progress {
  records = 0
  readonly #positions: Map<string, bigint>
  readonly #limit: number
  #last: string | null = null

  constructor({ after, limit }: Plan) {
    this.#positions = new Map(after.positions)
    this.#limit = limit
  }

  get isCut(): boolean {
    return this.records === this.#limit
  }

  get cursor(): string {
    return writeCursor(this.#positions, this.isCut ? this.#last : null)
  }

  /** Number of the last record of a chain that somebody has. */
  of(chain: string): bigint {
    return this.#positions.get(chain) ?? 0n
  }

  given({ chain, seq }: StoredEntry): void {
    this.records += 1
    this.#last = chain
    this.#positions.set(chain, seq)
  }

  /** A chain was given up to its head, or what the filter left of it. */
  ended({ key, seq }: ChainHead): void {
    // A cursor of a later moment than the head stays as it is.
    if (this.of(key) < seq) this.#positions.set(key, seq)
  }
}

async function* jsonPieces(ctx: RequestContext, plan: Plan): AsyncGenerator<string> {
  const crypto = auditCrypto()
  const signed: SignedHead[] = []
  const progress = new Progress(plan)
  yield titleLine(plan.title)
  for (const head of await headsOf(ctx, plan)) {
    const chain = { head, after: progress.of(head.key) }
    for await (const entry of recordsOf(ctx, plan, chain)) {
      if (progress.isCut) break
      progress.given(entry)
      yield entryLine(entry)
    }
    if (progress.isCut) break
    progress.ended(chain.head)
    if (plan.title.isFiltered) continue
    const ended = signHead(crypto, chain.head, plan.title.at)
    signed.push(ended)
    yield headLine(ended)
  }
  const { records, cursor, isCut } = progress
  yield endLine(crypto, plan.title, { records, heads: signed, cursor, isCut })
}

async function* csvPieces(ctx: RequestContext, plan: Plan): AsyncGenerator<string> {
  const progress = new Progress(plan)
  yield csvTitle()
  for (const head of await headsOf(ctx, plan)) {
    const chain = { head, after: progress.of(head.key) }
    for await (const entry of recordsOf(ctx, plan, chain)) {
      if (progress.isCut) break
      progress.given(entry)
      yield csvEntry(entry, payloadFacts(entry.payload))
    }
    if (progress.isCut) break
    progress.ended(chain.head)
  }
  if (progress.isCut) yield csvNext(progress.cursor)
}
