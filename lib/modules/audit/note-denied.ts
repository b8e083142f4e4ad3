// house: acts before a scope is known: it notes refusals, for which nobody needs a permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { isFirstWithinHour } from './first-within-hour.ts'
import { recordAudit } from './record-audit.ts'

/** Notes that somebody was refused for want of a permission: the first time within an hour for each route. */
export async function noteDenied(
  ctx: RequestContext,
  refusal: { readonly route: string; readonly permission: string },
): Promise<void> {
  const { route, permission } = refusal
  if (!isFirstWithinHour(ctx, route)) return
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'access.deny',
      target: { kind: 'route', id: route },
      details: { permission },
    })
  })
}
