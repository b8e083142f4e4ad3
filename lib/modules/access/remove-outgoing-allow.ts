import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireOperatorScope } from './allow-outgoing.ts'
import { deleteOutgoingAllow, findOutgoingAllow } from './channel-repository.ts'
import { outgoingAllowRef, type OutgoingAllowRef, type Touched } from './schemas.ts'

/** Closes a private range again; calls that were allowed by it alone are refused from now on. */
export async function removeOutgoingAllow(ctx: RequestContext, input: OutgoingAllowRef): Promise<Touched> {
  authorize(ctx, 'outgoing:write')
  requireOperatorScope(ctx)
  const { entryId } = parseInput(outgoingAllowRef, input)
  return await ctx.db.tx(async (tx) => {
    const entry = await findOutgoingAllow(tx, entryId)
    if (entry === null) throw notFound()
    await deleteOutgoingAllow(tx, entryId)
    await recordAudit(tx, ctx, {
      action: 'outgoing.remove',
      target: { kind: 'outgoing_allow', id: entryId, name: `${entry.cidr} port ${entry.port}` },
      details: { cidr: entry.cidr, port: entry.port, platformId: entry.platformId },
    })
    return { id: entryId }
  })
}
