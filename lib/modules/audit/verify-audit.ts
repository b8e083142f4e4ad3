import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findAnchored } from './anchor-repository.ts'
import { auditCryptoOfAll, auditKeyring } from './audit-crypto.ts'
import type { AuditCrypto } from './chain-crypto.ts'
import { ChainReading, type ChainVerdict } from './domain/verify-chain.ts'
import { findChainAfter, findChainEnd, findChainKeys } from './repository.ts'
import type { VerifyAuditOutput } from './schemas.ts'

/**
 * Recomputes every chain that the scope can see from its records and names the first bad one of each. A chain is read as far
 * as it was when its turn came, in batches of short transactions, so that neither its length nor who writes meanwhile matters.
 */
export async function verifyAudit(ctx: RequestContext): Promise<VerifyAuditOutput> {
  authorize(ctx, 'audit:read')
  const { crypto, keys } = await ctx.db.read(async (tx) => ({
    crypto: await auditCryptoOfAll(tx),
    keys: await findChainKeys(tx),
  }))
  const verdicts: ChainVerdict[] = []
  for (const key of keys) verdicts.push(await verifyOne(ctx, crypto, key))
  return { ok: verdicts.every((verdict) => verdict.ok), chains: verdicts.map(toView) }
}

const BATCH = 500

async function verifyOne(ctx: RequestContext, crypto: AuditCrypto, chain: string): Promise<ChainVerdict> {
  // One after the other: what witnesses have seen is never ahead of the end that is read behind it.
  const { anchors, ...found } = await ctx.db.read(async (tx) => ({
    anchors: await findAnchored(tx, chain),
    end: await findChainEnd(tx, chain),
  }))
  let { end } = found
  const reading = new ChainReading(crypto, { chain, last: end.last, anchors })
  let after = await readUpTo(ctx, reading, { chain, after: 0n, upTo: end.last })
  // Parts that were erased since are recorded behind the end that was read.
  while (reading.isShortOfErasures) {
    const next = await ctx.db.read(async (tx) => await findChainEnd(tx, chain))
    if (next.last <= end.last) break
    end = next
    reading.extendTo(end.last)
    after = await readUpTo(ctx, reading, { chain, after, upTo: end.last })
  }
  return reading.verdict(end.head)
}

/** Reads on in a chain; returns the number of the last record. */
async function readUpTo(
  ctx: RequestContext,
  reading: ChainReading,
  place: { readonly chain: string; readonly after: bigint; readonly upTo: bigint },
): Promise<bigint> {
  const { chain, upTo } = place
  let { after } = place
  for (;;) {
    const page = { chain, after, upTo, limit: BATCH }
    const batch = await ctx.db.read(async (tx) => await findChainAfter(tx, auditKeyring(), page))
    for (const entry of batch) reading.add(entry)
    after = batch.at(-1)?.seq ?? after
    if (batch.length < BATCH) return after
  }
}

const toView = (verdict: ChainVerdict): VerifyAuditOutput['chains'][number] =>
  verdict.ok
    ? {
        chain: verdict.chain,
        ok: true,
        entries: verdict.entries,
        fault: null,
        seq: null,
        detail: null,
        headHash: Buffer.from(verdict.headHash).toString('hex'),
      }
    : {
        chain: verdict.chain,
        ok: false,
        entries: null,
        fault: verdict.fault,
        seq: verdict.seq,
        detail: verdict.detail,
        headHash: null,
      }
