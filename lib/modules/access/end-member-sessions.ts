import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { endSession, endSessionsOf } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { isSelf } from './acting.ts'
import { endMemberSessionsInput, type EndedSessions, type EndMemberSessionsInput } from './schemas.ts'
import { requireWithinScope } from './within-scope.ts'

/**
 * Ends one session, or all, of a member all of whose roles lie within the scope. They can sign in again: `disableMember`
 * is for those who must not.
 */
export async function endMemberSessions(
  ctx: RequestContext,
  input: EndMemberSessionsInput,
  own: Runtime = runtime(),
): Promise<EndedSessions> {
  const { memberId, sessionId } = parseInput(endMemberSessionsInput, input)
  authorize(ctx, 'member:end-sessions', { own: isSelf(ctx, memberId) })
  const member = await requireWithinScope(ctx, own, memberId)
  const reason = isSelf(ctx, memberId) ? 'by_member' : 'by_admin'
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: sessionId === undefined ? 'session.end-all' : 'session.end',
      target: { kind: 'member', id: memberId, name: member.name },
      details: { reason, ...(sessionId === undefined ? {} : { sessionId }) },
    })
    await recordSecurityEvent(tx, ctx, { kind: 'session.ended', memberId, details: { by: reason } })
    return await own.database.asAuth(async (auth) => {
      if (sessionId === undefined) return { ended: await endSessionsOf(auth, memberId, now, { reason }) }
      const ended = await endSession(auth, { id: sessionId, memberId }, now, reason)
      if (ended === null) throw notFound()
      return { ended }
    })
  })
}
