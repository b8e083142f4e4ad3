import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findOutsideWitnesses } from './anchor-repository.ts'
import type { WitnessingView } from './schemas.ts'

/** Whether somebody outside keeps the heads of the chains, for everybody who reads one: kinds and moments, no addresses. */
export async function readWitnessing(ctx: RequestContext): Promise<WitnessingView> {
  authorize(ctx, 'audit:read')
  const outside = await ctx.db.read(async (tx) => await findOutsideWitnesses(tx))
  return { outside: outside.map(({ kind, lastAt }) => ({ kind, lastAt: lastAt.toISOString() })) }
}
