import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { viewAsEvents } from './view-as-events.ts'
import { endViewRow, findOpenViews, whyOver } from './view-as-repository.ts'

/**
 * Records the end of views that are over without anybody having left them: their time ran out, their session ended, or
 * their member lost the permission. They have been worth nothing since that moment; this writes it down. Returns how many.
 */
export async function closeViewAs(ctx: RequestContext, own: Pick<Runtime, 'database'>): Promise<number> {
  authorize(ctx, 'tenant:view-as')
  const now = ctx.clock.now()
  const open = await ctx.db.read(async (tx) => await findOpenViews(tx))
  let closed = 0
  for (const view of open) {
    const ended = await whyOver(own.database, view, now)
    if (ended === null) continue
    closed += await ctx.db.tx(async (tx) => {
      if (!(await endViewRow(tx, view.id, now, ended))) return 0
      for (const event of viewAsEvents(view, 'view-as.end', { ended })) await recordAudit(tx, ctx, event)
      return 1
    })
  }
  return closed
}
