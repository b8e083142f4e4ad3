import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findAnchored } from './anchor-repository.ts'
import { auditCryptoOfAll, auditKeyring } from './audit-crypto.ts'
import { verifyChain, type ChainVerdict } from './domain/verify-chain.ts'
import { findChain, findChainKeys, findHeads } from './repository.ts'
import type { VerifyAuditOutput } from './schemas.ts'

/** Recomputes every chain that the scope can see from its records and names the first bad one of each. */
export async function verifyAudit(ctx: RequestContext): Promise<VerifyAuditOutput> {
  authorize(ctx, 'audit:read')
  const verdicts = await ctx.db.read(async (tx) => {
    const crypto = await auditCryptoOfAll(tx)
    const heads = new Map((await findHeads(tx)).map((head) => [head.key, head]))
    const keys = [...new Set([...heads.keys(), ...(await findChainKeys(tx))])].toSorted()
    const results: ChainVerdict[] = []
    for (const key of keys)
      results.push(
        verifyChain(crypto, {
          chain: key,
          entries: await findChain(tx, auditKeyring(), key),
          head: heads.get(key) ?? null,
          anchors: await findAnchored(tx, key),
        }),
      )
    return results
  })
  return { ok: verdicts.every((verdict) => verdict.ok), chains: verdicts.map(toView) }
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
