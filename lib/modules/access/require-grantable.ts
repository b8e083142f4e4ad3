import { EscalationError, invalidField } from '#lib/core/errors.ts'
import type { Role } from '#lib/core/permissions.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { actingMemberId } from './acting.ts'
import { outlastsOwn, ownEndFault, type WantedRole } from './domain/own-role-end.ts'
import { lackingFor, releasedBy, rolesOf } from './domain/roles.ts'
import { readAllBindings } from './session-repository.ts'

/**
 * Refuses a role that does not exist at the level of `scope`, or that holds a permission which the actor lacks. `scope` is
 * that of the request, or one below it.
 */
export function requireGrantable(ctx: RequestContext, role: Role, scope: Scope = ctx.scope): void {
  const possible = rolesOf(scope.kind)
  if (!possible.includes(role)) {
    throw invalidField(
      'role',
      `${role} cannot be granted at the level ${scope.kind}; possible are ${possible.join(', ')}`,
    )
  }
  const lacking = lackingFor(role, ctx.grantOf)
  if (lacking !== null) {
    throw new EscalationError(
      `The role ${role} includes ${lacking}, which you lack here: nobody grants what they lack.`,
    )
  }
}

/** Refuses a role that somebody gives themselves and that would free them of the second person. */
export function requireNoRelease(ctx: RequestContext, role: Role): void {
  const released = releasedBy(role, ctx.grantOf)
  if (released === null) return
  throw new EscalationError(
    `As ${role} you could use ${released} alone, for which you need a second person now. Somebody else has to give you this role.`,
  )
}

const WHO = 'Another member with the permission member:bind in this scope can give it.'

const WORDS = {
  renews: `nobody moves the end of a role of their own. ${WHO}`,
  outlasts: `nobody gives themselves a role beyond the end of those that they hold. ${WHO}`,
  outlives:
    'nobody gives a role beyond the end of those that they hold themselves: choose an earlier end, or ask a member whose role lasts.',
} as const

/**
 * Refuses an end of a role that is later than the ends which were set for who gives it: a role would live on in another
 * account, which may be their own as well. Throws `forbidden` at `field`. Every binding counts, those of wider scopes too.
 */
export async function requireOwnEnd(
  ctx: RequestContext,
  wanted: WantedRole & { readonly field: 'expiresAt' | 'roleUntil'; readonly isSelf: boolean },
  own?: Runtime,
): Promise<void> {
  const memberId = actingMemberId(ctx)
  if (memberId === null) return
  const held = await readAllBindings((own ?? runtime()).database, memberId)
  const fault = wanted.isSelf ? ownEndFault(held, wanted) : outlastsOwn(held, wanted) ? 'outlives' : null
  if (fault === null) return
  const { field } = wanted
  throw new EscalationError(`${field}: ${WORDS[fault]}`, [{ field, problem: WORDS[fault] }])
}
