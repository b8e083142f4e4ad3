import { DomainError, invalidField } from '#lib/core/errors.ts'
import type { MemberId } from '#lib/core/ids.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import type { CurrentSession } from '#lib/infra/auth/identity.ts'
import type { Actor, RequestContext } from '#lib/infra/context/request-context.ts'
import type { PlatformOwner } from './credential-repository.ts'

/** The member who acts; throws `forbidden` for keys, jobs and the console, which have no profile of their own. */
export function requireMember(ctx: RequestContext): Extract<Actor, { kind: 'member' }> {
  if (ctx.actor.kind === 'member') return ctx.actor
  throw new DomainError('forbidden', 'This is about a member’s own account: sign in as a member to do it.')
}

/** True when the member who acts is the one with this id. */
export const isSelf = (ctx: RequestContext, id: string): boolean => actingMemberId(ctx) === id

/** True for the address of the member who acts. */
export const isOwnAddress = (ctx: RequestContext, email: string): boolean =>
  ctx.actor.kind === 'member' && ctx.actor.email === email

/** Refuses what is kept for the installation as a whole in the scope of a part of it; throws `forbidden`. */
export function requireOperator(ctx: RequestContext): void {
  if (ctx.scope.kind === 'operator') return
  throw new DomainError('forbidden', 'This is kept for the whole installation: choose the operator as scope.')
}

/** The session of the request; throws `precondition_failed` for whoever came without one. */
export function requireSession(ctx: RequestContext): CurrentSession {
  const session = sessionOf(ctx)
  if (session === null) throw new DomainError('precondition_failed', 'This request came without a session.')
  return session
}

/** The id of the member who acts; null for the console and for jobs. */
export const actingMemberId = (ctx: RequestContext): MemberId | null =>
  ctx.actor.kind === 'member' ? ctx.actor.id : null

/** The owner of what can belong to a platform or a tenant only; throws `invalid_input` in operator scope. */
export function platformOwner(ctx: RequestContext): PlatformOwner {
  switch (ctx.scope.kind) {
    case 'operator':
      throw invalidField(
        'scope',
        'choose a platform or a tenant: this cannot belong to the operator as a whole',
      )
    case 'platform':
      return { platformId: ctx.scope.platformId, tenantId: null }
    case 'tenant':
      return { platformId: ctx.scope.platformId, tenantId: ctx.scope.tenantId }
  }
}
