// house: acts before a scope is known: it notes refusals, for which nobody needs a permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { isFirstWithinHour } from './first-within-hour.ts'
import { recordAudit } from './record-audit.ts'

/** What was asked for, and the permission that it wants, or the words of the refusal where only those are known. */
export interface Denied {
  readonly route: string
  readonly permission?: string
  readonly reason?: string
}

/** Notes that somebody was refused for want of a permission: the first time within an hour for each route. */
export async function noteDenied(ctx: RequestContext, { route, ...why }: Denied): Promise<void> {
  if (!isFirstWithinHour(ctx, route)) return
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'access.deny',
      target: { kind: 'route', id: route },
      details: why,
    })
  })
}
