import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { setNoticeRead } from './notice-repository.ts'
import { setRead } from './repository.ts'
import { markReadInput, type MarkReadInput } from './schemas.ts'

/** Marks a notice for oneself as read. Safe to repeat: the first time counts. Throws `not_found`. */
export async function markRead(
  ctx: RequestContext,
  input: MarkReadInput,
): Promise<{ id: string; readAt: string }> {
  authorize(ctx, 'profile:write')
  const { deliveryId } = parseInput(markReadInput, input)
  const { actor } = ctx
  if (actor.kind !== 'member') throw notFound()
  return await ctx.db.tx(async (tx) => {
    const at = ctx.clock.now()
    const readAt =
      (await setRead(tx, actor.id, deliveryId, at)) ?? (await setNoticeRead(tx, actor.id, deliveryId, at))
    if (readAt === null) throw notFound()
    await recordAudit(tx, ctx, { action: 'notice.read', target: { kind: 'delivery', id: deliveryId } })
    return { id: deliveryId, readAt: readAt.toISOString() }
  })
}
