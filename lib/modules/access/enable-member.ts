import { DomainError } from '#lib/core/errors.ts'
import type { Scope } from '#lib/core/scope.ts'
import { actingFrom } from '#lib/infra/context/acting-from.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { disabledAbove, stateOnRecord } from './disabled-from.ts'
import { memberRef, type MemberAccess, type MemberRef } from './schemas.ts'
import { setMemberState } from './sign-in-repository.ts'
import { requireWithinScope } from './within-scope.ts'

/**
 * Lets a disabled member sign in again, with the roles they still hold. Their API keys stay revoked. Throws `forbidden` for
 * one whom somebody switched off by a wider scope than the actor's.
 */
export async function enableMember(
  ctx: RequestContext,
  input: MemberRef,
  own: Runtime = runtime(),
): Promise<MemberAccess> {
  authorize(ctx, 'member:remove')
  const { memberId } = parseInput(memberRef, input)
  const member = await requireWithinScope(ctx, own, memberId)
  const before = await own.database.asAuth(async (auth) => await stateOnRecord(auth, memberId, ctx.scope))
  const after = { state: 'active', disabledFrom: null } as const
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'member.enable',
      target: { kind: 'member', id: memberId, name: member.name },
      details: { before, after },
    })
    await own.database.asAuth(async (auth) => {
      const above = await disabledAbove(auth, memberId, actingFrom(ctx, 'member:remove'))
      if (above !== null) throw stillOff(member.name, above)
      await setMemberState(auth, memberId, after)
    })
  })
  return { id: memberId, state: 'active', sessionsEnded: 0, keysRevoked: 0 }
}

const stillOff = (name: string, above: Scope): DomainError =>
  new DomainError(
    'forbidden',
    `${name} was switched off from above, by the ${above.kind}: an admin there lets them in again.`,
  )
