import { isUuid } from '#lib/core/ids.ts'
import { outgoingClient } from '#lib/infra/context/outgoing-client.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { closedPartOf, type Outgoing } from '#lib/infra/http/outgoing.ts'
import { findOutgoingAllows } from './channel-repository.ts'
import { findMemberNames } from './repository.ts'
import type { ListOutgoingAllowOutput } from './schemas.ts'
import { toOutgoingAllowView } from './views.ts'

/**
 * Lists the private ranges that may be called from this scope, those of all platforms and its own, and what of each the settings
 * close all the same. Empty for a tenant.
 */
export async function listOutgoingAllow(
  ctx: RequestContext,
  outgoing: () => Outgoing = outgoingClient,
): Promise<ListOutgoingAllowOutput> {
  authorize(ctx, 'source:read')
  if (ctx.scope.kind === 'tenant') return { entries: [] }
  // Names are looked up, so outside of the transaction.
  const denied = await outgoing().denied()
  return await ctx.db.read(async (tx) => {
    const rows = await findOutgoingAllows(tx)
    const names = await findMemberNames(
      tx,
      rows.map((row) => row.createdBy).filter((id) => isUuid(id)),
    )
    const entries = rows.map((row) => ({
      ...toOutgoingAllowView(row, names),
      closed: closedPartOf(row.cidr, denied),
    }))
    return { entries }
  })
}
