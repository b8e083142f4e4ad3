import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { auditKeyring } from './audit-crypto.ts'
import { mentions } from './domain/mentions.ts'
import type { StoredEntry } from './domain/record.ts'
import type { NamedPart } from './erasure-repository.ts'
import { findChainAfter, findHeads } from './repository.ts'

const BATCH = 500

/** Finds parts of payloads in which one of these words stands, reading every entry of the scope once. */
export async function findMentions(ctx: RequestContext, words: readonly string[]): Promise<NamedPart[]> {
  authorize(ctx, 'audit:read')
  if (words.length === 0) return []
  const found: NamedPart[] = []
  const heads = await ctx.db.read(async (tx) => await findHeads(tx))
  for (const { key } of heads) found.push(...(await mentionsIn(ctx, key, words)))
  return found
}

async function mentionsIn(
  ctx: RequestContext,
  chain: string,
  words: readonly string[],
): Promise<NamedPart[]> {
  const found: NamedPart[] = []
  let after = 0n
  for (;;) {
    const page = { chain, after, limit: BATCH }
    const batch = await ctx.db.read(async (tx) => await findChainAfter(tx, auditKeyring(), page))
    found.push(...batch.flatMap((entry) => partsThatMention(entry, words)))
    const last = batch.at(-1)
    if (last === undefined || batch.length < BATCH) return found
    after = last.seq
  }
}

function partsThatMention(entry: StoredEntry, words: readonly string[]): NamedPart[] {
  const { payload, chain, seq, platformId, tenantId } = entry
  const parts =
    payload.form === 'whole'
      ? ([['whole', payload.whole]] as const)
      : ([
          ['actor', payload.actor],
          ['about', payload.about],
        ] as const)
  return parts
    .filter(([, part]) => typeof part === 'object' && mentions(part.value, words))
    .map(([part]) => ({ chain, seq, part, platformId, tenantId }))
}
