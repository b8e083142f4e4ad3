import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { config } from '#lib/infra/config/index.ts'
import { findOutsideWitnesses } from './anchor-repository.ts'
import type { WitnessingView } from './schemas.ts'

/**
 * Whether somebody outside keeps the heads of the chains, for everybody who reads one: kinds and moments, no addresses. Who
 * did not get the anchors of the last two intervals counts no more, e.g. a bucket that is set no longer.
 */
export async function readWitnessing(ctx: RequestContext): Promise<WitnessingView> {
  authorize(ctx, 'audit:read')
  const madeBefore = new Date(ctx.clock.now().getTime() - 2 * config().AUDIT_ANCHOR_MINUTES * 60_000)
  const outside = await ctx.db.read(async (tx) => await findOutsideWitnesses(tx, madeBefore))
  return { outside: outside.map(({ kind, lastAt }) => ({ kind, lastAt: lastAt.toISOString() })) }
}
