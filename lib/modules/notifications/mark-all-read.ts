import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { setAllNoticesRead } from './notice-repository.ts'
import { setAllRead } from './repository.ts'
import { markAllReadInput, type MarkAllReadInput } from './schemas.ts'

/**
 * Marks all notices for oneself in this scope as read that came until a moment: what came after the list was looked at stays
 * new. Safe to repeat.
 */
export async function markAllRead(ctx: RequestContext, input: MarkAllReadInput): Promise<{ marked: number }> {
  authorize(ctx, 'profile:write')
  const until = new Date(parseInput(markAllReadInput, input).until)
  const { actor } = ctx
  if (actor.kind !== 'member') return { marked: 0 }
  return await ctx.db.tx(async (tx) => {
    const at = ctx.clock.now()
    const marked =
      (await setAllRead(tx, actor.id, { until, at })) + (await setAllNoticesRead(tx, actor.id, { until, at }))
    if (marked > 0) {
      await recordAudit(tx, ctx, {
        action: 'notice.read-all',
        target: { kind: 'member', id: actor.id },
        details: { marked, until: until.toISOString() },
      })
    }
    return { marked }
  })
}
