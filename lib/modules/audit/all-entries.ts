import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { auditKeyring } from './audit-crypto.ts'
import type { StoredEntry } from './domain/record.ts'
import { findChainAfter, findHeads } from './repository.ts'

const BATCH = 500

/** Every entry of every chain of the scope, opened, in batches that one transaction reads each. */
export async function* allEntries(ctx: RequestContext): AsyncGenerator<StoredEntry> {
  authorize(ctx, 'audit:read')
  const heads = await ctx.db.read(async (tx) => await findHeads(tx))
  for (const { key: chain } of heads) {
    let after: bigint | undefined = 0n
    while (after !== undefined) {
      const page = { chain, after, limit: BATCH }
      const batch: StoredEntry[] = await ctx.db.read(
        async (tx) => await findChainAfter(tx, auditKeyring(), page),
      )
      yield* batch
      after = batch.length < BATCH ? undefined : batch.at(-1)?.seq
    }
  }
}
