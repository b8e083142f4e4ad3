import { formatScopeParam } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { auditCrypto, auditKeyring } from './audit-crypto.ts'
import { needsPayload, passes, type SealedFilter } from './domain/entry-filter.ts'
import {
  csvEntry,
  csvTitle,
  endLine,
  entryLine,
  headLine,
  titleLine,
  type ExportTitle,
  type SignedHead,
} from './domain/export-lines.ts'
import type { ChainHead, StoredEntry } from './domain/record.ts'
import { recordAudit } from './record-audit.ts'
import { findChainAfter, findHeads, type EntryFilter } from './repository.ts'
import { exportAuditInput, type ExportAuditInput } from './schemas.ts'
import { signHead } from './sign-head.ts'
import { payloadFacts } from './views.ts'

/** What one export gives. */
interface Plan {
  readonly format: 'jsonl' | 'csv'
  readonly after: { readonly chain: string; readonly seq: bigint } | null
  readonly limit: number
  readonly chain: string | undefined
  readonly filter: EntryFilter
  readonly sealed: SealedFilter
  readonly title: ExportTitle
}

/**
 * Exports the chains that the scope can see as JSON Lines, which `verify.mjs` checks, or as CSV. Records come chain by
 * chain in the order of their numbers; `after` goes on behind a record. Numbers are given under a lock and commit in
 * order, so that nothing is skipped or repeated while others write. The export is an audit entry itself, except where
 * the context may only look: that is the canary job, which reads exports every quarter of an hour and writes nothing anywhere.
 */
export async function exportAudit(ctx: RequestContext, input: ExportAuditInput): Promise<Download> {
  authorize(ctx, 'audit:export')
  const plan = planOf(ctx, input)
  const { format, title } = plan
  if (ctx.readOnly !== true) await recordExport(ctx, plan, input.after ?? null)
  const day = title.at.toISOString().slice(0, 10)
  return new Download({
    fileName: `audit-${plan.chain ?? title.scope}-${day}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
    pieces: format === 'csv' ? csvPieces(ctx, plan) : jsonPieces(ctx, plan),
  })
}

async function recordExport(ctx: RequestContext, plan: Plan, after: string | null): Promise<void> {
  const { format, title } = plan
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'audit.export',
      target: { kind: 'audit_chain', id: plan.chain ?? title.scope },
      details: { format, isFiltered: title.isFiltered, after },
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
  const [place, seq] = after?.split('@') ?? []
  return {
    format,
    after: place === undefined || seq === undefined ? null : { chain: place, seq: BigInt(seq) },
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
      at: ctx.clock.now(),
      keyId: auditCrypto().publicKey.id,
      isFiltered,
    },
  }
}

const BATCH = 500

/** The records of one chain up to its head, from a number on. */
async function* recordsOf(
  ctx: RequestContext,
  plan: Plan,
  chain: { readonly head: ChainHead; readonly after: bigint },
): AsyncGenerator<StoredEntry> {
  let { after } = chain
  for (;;) {
    const page = { chain: chain.head.key, after, upTo: chain.head.seq, limit: BATCH, filter: plan.filter }
    const batch = await ctx.db.read(async (tx) => await findChainAfter(tx, auditKeyring(), page))
    for (const entry of batch)
      if (passes({ ...entry, ...payloadFacts(entry.payload) }, plan.sealed)) yield entry
    const last = batch.at(-1)
    if (last === undefined || batch.length < BATCH) return
    after = last.seq
  }
}

/** The heads as they are now, in the order of the export, from the chain of the cursor on. */
async function headsOf(ctx: RequestContext, { chain, after }: Plan): Promise<ChainHead[]> {
  const heads = await ctx.db.read(async (tx) => await findHeads(tx, chain))
  const sorted = heads.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return after === null ? sorted : sorted.filter(({ key }) => key >= after.chain)
}

const startOf = ({ after }: Plan, { key }: ChainHead): bigint => (after?.chain === key ? after.seq : 0n)

async function* jsonPieces(ctx: RequestContext, plan: Plan): AsyncGenerator<string> {
  const crypto = auditCrypto()
  const signed: SignedHead[] = []
  let records = 0
  let next: string | null = null
  yield titleLine(plan.title)
  for (const head of await headsOf(ctx, plan)) {
    for await (const entry of recordsOf(ctx, plan, { head, after: startOf(plan, head) })) {
      if (records === plan.limit) break
      records += 1
      next = `${entry.chain}@${entry.seq}`
      yield entryLine(entry)
    }
    if (records === plan.limit) break
    if (plan.title.isFiltered) continue
    const ended = signHead(crypto, head, plan.title.at)
    signed.push(ended)
    yield headLine(ended)
  }
  const isCut = records === plan.limit
  yield endLine(crypto, plan.title, { records, heads: signed, next: isCut ? next : null })
}

async function* csvPieces(ctx: RequestContext, plan: Plan): AsyncGenerator<string> {
  let records = 0
  yield csvTitle()
  for (const head of await headsOf(ctx, plan)) {
    for await (const entry of recordsOf(ctx, plan, { head, after: startOf(plan, head) })) {
      if (records === plan.limit) return
      records += 1
      yield csvEntry(entry, payloadFacts(entry.payload))
    }
  }
}
