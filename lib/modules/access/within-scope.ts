import { DomainError, notFound } from '#lib/core/errors.ts'
import { contains, scopeOfOwner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { readAllBindings, readMember } from './session-repository.ts'

/** A member whom an admin of a scope may deal with as a whole. */
export interface MemberWithin {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly state: 'active' | 'disabled'
}

/**
 * The member with this id, for acts upon the whole account: every role of theirs has to lie within the scope, so that no
 * admin of one tenant reaches into another. Throws `not_found` for members whom the scope cannot see, `forbidden` for
 * those who hold a role outside of it; one that ended counts no more. A member may always deal with the own account.
 */
export async function requireWithinScope(
  ctx: RequestContext,
  own: Runtime,
  memberId: string,
): Promise<MemberWithin> {
  const member = await readMember(ctx.db, memberId)
  if (member === null) throw notFound()
  if (ctx.actor.kind === 'member' && ctx.actor.id === memberId) return member
  const now = ctx.clock.now()
  const held = (await readAllBindings(own.database, memberId)).filter(
    ({ expiresAt }) => expiresAt === null || expiresAt > now,
  )
  if (held.every((binding) => contains(ctx.scope, scopeOfOwner(binding)))) return member
  throw new DomainError(
    'forbidden',
    `${member.name} also holds a role outside this scope. Remove their roles here, or ask an admin of the wider scope.`,
  )
}
