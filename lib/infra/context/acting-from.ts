import type { Permission } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { RequestContext } from './request-context.ts'

/**
 * From where somebody acts in the scope of the request: the widest scope at or above it in which they hold the permission.
 * What an admin of the operator does in a tenant is the operator's word there, and the tenant does not take it back. The
 * console and jobs are the operator.
 */
export function actingFrom(ctx: RequestContext, permission: Permission): Scope {
  if (ctx.heldFrom !== undefined) return ctx.heldFrom(permission) ?? ctx.scope
  return ctx.actor.kind === 'console' || ctx.actor.kind === 'job' ? operatorScope : ctx.scope
}
