import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { endOwnSessionsInput, type EndedSessions, type EndOwnSessionsInput } from './schemas.ts'

/** Ends the own sessions at once: all of them, or all but the one that asks. */
export async function endOwnSessions(
  ctx: RequestContext,
  input: EndOwnSessionsInput,
  own: Runtime = runtime(),
): Promise<EndedSessions> {
  authorize(ctx, 'session:end-own')
  const member = requireMember(ctx)
  const { which } = parseInput(endOwnSessionsInput, input)
  const except = which === 'others' ? sessionOf(ctx)?.id : undefined
  return await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'session.end-all',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { which },
    })
    const ended = await own.database.asAuth(
      async (auth) => await endSessionsOf(auth, member.id, ctx.clock.now(), { reason: 'by_member', except }),
    )
    return { ended }
  })
}
