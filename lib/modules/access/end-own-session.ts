import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { endSession } from '#lib/infra/auth/session.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import type { Touched } from './schemas.ts'

/** Ends the session of this request at once; its cookie is worth nothing from now on. */
export async function endOwnSession(ctx: RequestContext, own: Runtime = runtime()): Promise<Touched> {
  authorize(ctx, 'session:end-own')
  const member = requireMember(ctx)
  const session = sessionOf(ctx)
  if (session === null) throw new DomainError('precondition_failed', 'This request came without a session.')
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'session.end',
      target: { kind: 'member', id: member.id, name: member.name },
    })
    await own.database.asAuth(
      async (auth) =>
        await endSession(auth, { id: session.id, memberId: member.id }, ctx.clock.now(), 'signed_out'),
    )
  })
  return { id: member.id }
}
