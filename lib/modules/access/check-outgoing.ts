import { outgoingClient } from '#lib/infra/context/outgoing-client.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { Outgoing } from '#lib/infra/http/outgoing.ts'
import { findOutgoingAllows } from './channel-repository.ts'
import { reachOf } from './outgoing-reach.ts'
import { checkOutgoingInput, type CheckOutgoingInput, type OutgoingReach } from './schemas.ts'

/**
 * Says whether an address may be called as it stands, before it is saved. Nothing is sent to it; its name is looked up. A
 * tenant learns no more than whether it is public.
 */
export async function checkOutgoing(
  ctx: RequestContext,
  input: CheckOutgoingInput,
  outgoing: () => Outgoing = outgoingClient,
): Promise<OutgoingReach> {
  authorize(ctx, 'channel:write')
  const { url, use } = parseInput(checkOutgoingInput, input)
  const { scope, language } = ctx
  const entries = scope.kind === 'tenant' ? [] : await ctx.db.read(async (tx) => await findOutgoingAllows(tx))
  return await reachOf(outgoing(), { url, use, scope, entries, language })
}
