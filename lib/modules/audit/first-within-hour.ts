import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { actorLabel } from '#lib/infra/context/request-context.ts'
import { formatScopeParam } from '#lib/core/scope.ts'

/** One entry per actor, scope and matter within this time: a loop of refusals must not fill the chain. */
const HOUR_MS = 3_600_000
/** Matters that are remembered; beyond this the oldest are noted again. */
const MAX_REMEMBERED = 10_000

const noted = new Map<string, number>()

/** True for the first time that an actor meets a matter in a scope within an hour, in this process. */
export function isFirstWithinHour(ctx: RequestContext, matter: string): boolean {
  const now = ctx.clock.now().getTime()
  const key = `${ctx.actor.kind}:${actorLabel(ctx.actor).id}|${formatScopeParam(ctx.scope)}|${matter}`
  const last = noted.get(key)
  if (last !== undefined && now - last < HOUR_MS && now >= last) return false
  if (noted.size >= MAX_REMEMBERED) noted.clear()
  noted.set(key, now)
  return true
}
