import { DomainError } from '#lib/core/errors.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { actingFrom } from '#lib/infra/context/acting-from.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { isSelf } from './acting.ts'
import { disabledAbove, stateOnRecord } from './disabled-from.ts'
import { endPending } from './end-pending.ts'
import { revokeKeysOf } from './credential-repository.ts'
import { countOtherOperatorAdmins, lockOperatorAdmins } from './repository.ts'
import { memberRef, type MemberAccess, type MemberRef } from './schemas.ts'
import { setMemberState } from './sign-in-repository.ts'
import { requireWithinScope } from './within-scope.ts'

/**
 * Switches off the access of a member all of whose roles lie within the scope: no way in works any more, every session
 * ends at once, and the API keys that they made are revoked for good. Nobody does it to themselves, nor to the last
 * operator admin. Who did it by a wider scope keeps them out until somebody of that scope, or above, lets them in.
 */
export async function disableMember(
  ctx: RequestContext,
  input: MemberRef,
  own: Runtime = runtime(),
): Promise<MemberAccess> {
  authorize(ctx, 'member:remove')
  const { memberId } = parseInput(memberRef, input)
  if (isSelf(ctx, memberId)) {
    throw new DomainError('precondition_failed', 'This is you. Another admin has to do it.')
  }
  const member = await requireWithinScope(ctx, own, memberId)
  const now = ctx.clock.now()
  const acting = actingFrom(ctx, 'member:remove')
  return await ctx.db.tx(async (tx) => {
    await lockOperatorAdmins(tx)
    if (ctx.scope.kind === 'operator' && (await countOtherOperatorAdmins(tx, memberId)) === 0) {
      throw new DomainError(
        'precondition_failed',
        'This is the last operator admin. Make somebody else operator admin first, without an end date.',
      )
    }
    const keysRevoked = await revokeKeysOf(tx, memberId, now)
    const ended = await own.database.asAuth(async (auth) => {
      const before = await stateOnRecord(auth, memberId, ctx.scope)
      const kept = await disabledAbove(auth, memberId, acting)
      const disabledFrom = formatScopeParam(kept ?? acting)
      const after = { state: 'disabled', disabledFrom } as const
      await setMemberState(auth, memberId, after)
      await endPending(auth, memberId, now)
      const sessionsEnded = await endSessionsOf(auth, memberId, now, { reason: 'disabled' })
      return { before, after, sessionsEnded }
    })
    await recordAudit(tx, ctx, {
      action: 'member.disable',
      target: { kind: 'member', id: memberId, name: member.name },
      details: { ...ended, keysRevoked, from: formatScopeParam(acting) },
    })
    return { id: memberId, state: 'disabled', sessionsEnded: ended.sessionsEnded, keysRevoked }
  })
}
