import { actingFrom } from '#lib/infra/context/acting-from.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { ScopeAbove } from '#lib/infra/auth/sign-in-policy.ts'
import { aboveOf } from './domain/floor.ts'

/** The scope above that of the request by which somebody says how members come in here; null for who does so by it. */
export const actingAbove = (ctx: RequestContext): ScopeAbove | null =>
  aboveOf(actingFrom(ctx, 'identity:write').kind, ctx.scope.kind)
