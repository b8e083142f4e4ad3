import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { deleteEventsBefore } from './repository.ts'

/** Days for which security events are kept. */
const KEEP_DAYS = 400

/** Removes security events that are older than their retention; returns how many. For jobs. */
export async function pruneSecurityEvents(ctx: RequestContext): Promise<number> {
  authorize(ctx, 'detector:write')
  const until = new Date(ctx.clock.now().getTime() - KEEP_DAYS * 86_400_000)
  return await ctx.db.tx(async (tx) => {
    const removed = await deleteEventsBefore(tx, until)
    if (removed > 0) {
      await recordAudit(tx, ctx, {
        action: 'security_event.prune',
        target: { kind: 'security_event', id: 'all' },
        details: { removed, before: until.toISOString() },
      })
    }
    return removed
  })
}
