import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import type { SessionState } from './schemas.ts'

/** When the session of the request ends by itself. */
export async function readSessionState(ctx: RequestContext): Promise<SessionState> {
  authorize(ctx, 'session:end-own')
  const session = sessionOf(ctx)
  if (session === null) throw new DomainError('precondition_failed', 'This request came without a session.')
  const { id, deadlines, limit } = session
  return await Promise.resolve({
    id,
    idleEndsAt: deadlines.idleEndsAt.toISOString(),
    endsAt: deadlines.endsAt.toISOString(),
    idleMinutes: limit.idleMinutes,
  })
}
