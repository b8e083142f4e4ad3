import { scopeKey, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { auditCryptoOfAll, auditKeyring } from './audit-crypto.ts'
import { subjectRefs, type Subject } from './domain/subject.ts'
import { ERASE_ACTION, ERASE_TARGET } from './domain/verify-chain.ts'
import {
  eraseChain,
  eraseParts,
  eraseRefs,
  findChainsOf,
  holdChain,
  type NamedPart,
  type OwnedChain,
} from './erasure-repository.ts'
import { recordAudit } from './record-audit.ts'

/**
 * Erases every payload of one owner's chain, for a tenant that leaves: names, addresses and details go, the chain stays
 * and holds. The erasure is an entry of that chain. Called in platform or operator scope, inside the transaction of the
 * erasure as a whole, by `tenancy`: `erasePayloadsOf(tx, ctx, { platformId, tenantId })`. Gives the number of parts.
 */
export async function erasePayloadsOf(tx: Tx, ctx: RequestContext, owner: Owner): Promise<number> {
  const { platformId, tenantId } = owner
  const chain = { chain: scopeKey(scopeOfOwner(owner)), platformId, tenantId }
  await holdChain(tx, chain.chain)
  const parts = await eraseChain(tx, auditKeyring(), chain, ctx.clock.now())
  await noteErasure(tx, ctx, chain, parts)
  return parts
}

/** How many parts an erasure took from a chain is chained: a part that is missing beyond that was taken in silence. */
async function noteErasure(tx: Tx, ctx: RequestContext, chain: OwnedChain, parts: number): Promise<void> {
  await recordAudit(tx, ctx, {
    action: ERASE_ACTION,
    target: { kind: ERASE_TARGET, id: String(parts) },
    owner: { platformId: chain.platformId, tenantId: chain.tenantId },
  })
}

/** Who is to be forgotten, and what else was written about them. */
export interface Forgotten {
  readonly subjects: readonly Subject[]
  /** Parts that name them under the key of somebody else, as `findMentions` found them. */
  readonly mentions: readonly NamedPart[]
}

/** What an erasure took. */
export interface ErasedPayloads {
  readonly chains: number
  readonly parts: number
}

/**
 * Erases what the chains in scope tell about some people: their keys, what was sealed under them, and the parts that
 * mention them elsewhere. Each chain keeps an entry of how many parts went, and holds as before.
 */
export async function eraseSubjectPayloads(
  tx: Tx,
  ctx: RequestContext,
  forgotten: Forgotten,
): Promise<ErasedPayloads> {
  // What was recorded under a secret that was replaced since stands under the digest of that one.
  const crypto = await auditCryptoOfAll(tx)
  const refs = forgotten.subjects.flatMap((one) =>
    subjectRefs(one, (address) => crypto.addressDigests(address)),
  )
  const memberIds = forgotten.subjects.flatMap((one) => (one.kind === 'member' ? [one.id] : []))
  const chains = new Map<string, OwnedChain>()
  for (const one of [...(await findChainsOf(tx, refs, memberIds)), ...forgotten.mentions])
    chains.set(one.chain, { chain: one.chain, platformId: one.platformId, tenantId: one.tenantId })
  let total = 0
  let touched = 0
  // Always in the same order, so that two erasures do not wait for each other.
  for (const chain of [...chains.values()].toSorted((a, b) => (a.chain < b.chain ? -1 : 1))) {
    await holdChain(tx, chain.chain)
    const now = ctx.clock.now()
    const own = forgotten.mentions.filter((one) => one.chain === chain.chain)
    const parts =
      (await eraseRefs(tx, chain.chain, { refs, memberIds, now })) + (await eraseParts(tx, own, now))
    if (parts === 0) continue
    await noteErasure(tx, ctx, chain, parts)
    total += parts
    touched += 1
  }
  return { chains: touched, parts: total }
}
