import { notFound } from '#lib/core/errors.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import type { Touched } from './schemas.ts'
import { viewAsEvents } from './view-as-events.ts'
import { endViewRow, findOpenViews } from './view-as-repository.ts'

/**
 * Leaves the view of this session, from the scope in which it began or one above. Throws `not_found` when none is open
 * that this scope can see.
 */
export async function endViewAs(ctx: RequestContext): Promise<Touched> {
  authorize(ctx, 'session:end-own')
  const member = requireMember(ctx)
  const session = sessionOf(ctx)
  if (session === null) throw notFound()
  return await ctx.db.tx(async (tx) => {
    const own = { memberId: member.id, sessionStartedAt: session.createdAt }
    const [view] = await findOpenViews(tx, own)
    if (view === undefined || !(await endViewRow(tx, view.id, ctx.clock.now(), 'left'))) throw notFound()
    // Who began it as operator and has lost that since leaves it from the platform, whose chain is then the one within reach.
    const fromOperator = view.fromOperator && ctx.scope.kind === 'operator'
    for (const event of viewAsEvents({ ...view, fromOperator }, 'view-as.end', { ended: 'left' }))
      await recordAudit(tx, ctx, event)
    return { id: view.id }
  })
}
