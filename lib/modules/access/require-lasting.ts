import { EscalationError } from '#lib/core/errors.ts'
import type { Role } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { actingMemberId } from './acting.ts'
import { outlastsOwn } from './domain/own-role-end.ts'
import { readAllBindings } from './session-repository.ts'

/** A role that everybody in a group gets, and the field of the request that says so. */
export interface GroupGrant {
  readonly role: Role
  readonly field: string
}

const PROBLEM =
  'a group gives roles without an end, and nobody gives a role beyond the end of those that they hold themselves: ask a member whose role lasts.'

/**
 * Refuses roles that groups would give, in the scope of the request, beyond the end of what who arranges it holds: whoever is
 * in such a group, they themselves as well, keeps the role when theirs is over. Throws `forbidden` at the field of the first.
 */
export async function requireLasting(
  ctx: RequestContext,
  grants: readonly GroupGrant[],
  own?: Runtime,
): Promise<void> {
  const memberId = actingMemberId(ctx)
  if (memberId === null || grants.length === 0) return
  const held = await readAllBindings((own ?? runtime()).database, memberId)
  const beyond = grants.find(({ role }) => outlastsOwn(held, { role, scope: ctx.scope, until: null }))
  if (beyond === undefined) return
  const { field } = beyond
  throw new EscalationError(`${field}: ${PROBLEM}`, [{ field, problem: PROBLEM }])
}
