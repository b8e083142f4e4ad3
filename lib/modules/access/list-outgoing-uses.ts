import { outgoingClient } from '#lib/infra/context/outgoing-client.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Outgoing } from '#lib/infra/http/outgoing.ts'
import { findOutgoingAllows } from './channel-repository.ts'
import { reachOf } from './outgoing-reach.ts'
import { findOutgoingUses, type SavedUse } from './outgoing-repository.ts'
import type { ListOutgoingUsesOutput } from './schemas.ts'

/** Lists what calls addresses in this scope, whether each may be called as it stands, and by which entry of the list. */
export async function listOutgoingUses(
  ctx: RequestContext,
  outgoing: () => Outgoing = outgoingClient,
): Promise<ListOutgoingUsesOutput> {
  authorize(ctx, 'source:read')
  const { uses, entries } = await ctx.db.read(async (tx) => ({
    uses: await findOutgoingUses(tx, ctx.scope),
    entries: ctx.scope.kind === 'tenant' ? [] : await findOutgoingAllows(tx),
  }))
  // Names are looked up outside of the transaction: each may take seconds.
  const judged = async ({ id, use, name, url, scope }: SavedUse) => ({
    id,
    use,
    name,
    address: hostOf(url),
    ...(await reachOf(outgoing(), { url, use, scope, entries, language: ctx.language })),
  })
  return { uses: await Promise.all(uses.map(judged)) }
}

/** Host and port, and nothing behind them. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
