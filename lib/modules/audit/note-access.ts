// house: acts before a scope is known: it notes refusals and uses of keys, for which nobody needs a permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { actorLabel } from '#lib/infra/context/request-context.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { recordAudit } from './record-audit.ts'

/** One entry per actor, scope and matter within this time: a loop of refusals must not fill the chain. */
const HOUR_MS = 3_600_000
/** Matters that are remembered; beyond this the oldest are noted again. */
const MAX_REMEMBERED = 10_000

const noted = new Map<string, number>()

/** True for the first time within an hour in this process. */
function isFirst(ctx: RequestContext, matter: string): boolean {
  const now = ctx.clock.now().getTime()
  const key = `${ctx.actor.kind}:${actorLabel(ctx.actor).id}|${formatScopeParam(ctx.scope)}|${matter}`
  const last = noted.get(key)
  if (last !== undefined && now - last < HOUR_MS && now >= last) return false
  if (noted.size >= MAX_REMEMBERED) noted.clear()
  noted.set(key, now)
  return true
}

/** Notes that somebody was refused for want of a permission: the first time within an hour for each route. */
export async function noteDenied(
  ctx: RequestContext,
  refusal: { readonly route: string; readonly permission: string },
): Promise<void> {
  const { route, permission } = refusal
  if (!isFirst(ctx, route)) return
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'access.deny',
      target: { kind: 'route', id: route },
      details: { permission },
    })
  })
}

/** Notes that an API key was used: the first time within an hour for each scope. */
export async function noteKeyUse(ctx: RequestContext): Promise<void> {
  if (ctx.actor.kind !== 'api_key' || !isFirst(ctx, 'key')) return
  const { id, name } = ctx.actor
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, { action: 'apikey.use', target: { kind: 'api_key', id, name } })
  })
}
