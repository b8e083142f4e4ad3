// house: acts before a scope is known: it notes uses of keys, for which nobody needs a permission
import { networkKey } from '#lib/core/network.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { onceWithinHour } from './first-within-hour.ts'
import { recordAudit } from './record-audit.ts'

/** Notes that an API key was used: the first time within an hour for each scope and each network that it comes from. */
export async function noteKeyUse(ctx: RequestContext): Promise<void> {
  if (ctx.actor.kind !== 'api_key') return
  const { id, name } = ctx.actor
  await onceWithinHour(ctx, { matter: `key from ${networkKey(ctx.ip)}` }, async () => {
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, { action: 'apikey.use', target: { kind: 'api_key', id, name } })
    })
  })
}
