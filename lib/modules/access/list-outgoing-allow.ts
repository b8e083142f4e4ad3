import { isUuid } from '#lib/core/ids.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findOutgoingAllows } from './channel-repository.ts'
import { findMemberNames } from './repository.ts'
import type { ListOutgoingAllowOutput } from './schemas.ts'
import { toOutgoingAllowView } from './views.ts'

/** Lists the private ranges that may be called from this scope: those of all platforms and its own. Empty for a tenant. */
export async function listOutgoingAllow(ctx: RequestContext): Promise<ListOutgoingAllowOutput> {
  authorize(ctx, 'source:read')
  if (ctx.scope.kind === 'tenant') return { entries: [] }
  return await ctx.db.read(async (tx) => {
    const rows = await findOutgoingAllows(tx)
    const names = await findMemberNames(
      tx,
      rows.map((row) => row.createdBy).filter((id) => isUuid(id)),
    )
    return { entries: rows.map((row) => toOutgoingAllowView(row, names)) }
  })
}
