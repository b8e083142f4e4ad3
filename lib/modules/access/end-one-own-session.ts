import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { endSession } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { sessionRef, type EndedSessions, type SessionRef } from './schemas.ts'

/** Ends one of the own sessions at once, also the one that asks. Throws `not_found` when none of theirs has this id. */
export async function endOneOwnSession(
  ctx: RequestContext,
  input: SessionRef,
  own: Runtime = runtime(),
): Promise<EndedSessions> {
  authorize(ctx, 'session:end-own')
  const member = requireMember(ctx)
  const { sessionId } = parseInput(sessionRef, input)
  const reason = sessionOf(ctx)?.id === sessionId ? 'signed_out' : 'by_member'
  return await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'session.end',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { sessionId, reason },
    })
    const session = { id: sessionId, memberId: member.id }
    const ended = await own.database.asAuth(
      async (auth) => await endSession(auth, session, ctx.clock.now(), reason),
    )
    if (ended === null) throw notFound()
    return { ended }
  })
}
