import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { memberRef, type MemberAccess, type MemberRef } from './schemas.ts'
import { setMemberState } from './sign-in-repository.ts'
import { requireWithinScope } from './within-scope.ts'

/** Lets a disabled member sign in again, with the roles they still hold. Their API keys stay revoked. */
export async function enableMember(
  ctx: RequestContext,
  input: MemberRef,
  own: Runtime = runtime(),
): Promise<MemberAccess> {
  authorize(ctx, 'member:remove')
  const { memberId } = parseInput(memberRef, input)
  const member = await requireWithinScope(ctx, own, memberId)
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'member.enable',
      target: { kind: 'member', id: memberId, name: member.name },
    })
    await own.database.asAuth(async (auth) => await setMemberState(auth, memberId, 'active'))
  })
  return { id: memberId, state: 'active', sessionsEnded: 0, keysRevoked: 0 }
}
