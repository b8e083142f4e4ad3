import type { Permission } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { actingMemberId } from './acting.ts'
import { ownEndOf } from './domain/own-role-end.ts'
import { readAllBindings } from './session-repository.ts'

/**
 * Until when whoever acts holds a permission in the scope of the request; null for good, and for the system itself. What
 * somebody arranges by it that goes on by itself afterwards is worth no more than that.
 */
export async function actingEnd(
  ctx: RequestContext,
  permission: Permission,
  own?: Runtime,
): Promise<Date | null> {
  const memberId = actingMemberId(ctx)
  if (memberId === null) return null
  const held = await readAllBindings((own ?? runtime()).database, memberId)
  return ownEndOf(held, { permission, scope: ctx.scope })
}
