import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { requireMember } from './acting.ts'
import type { ListSessionsOutput } from './schemas.ts'
import { readOpenSessions } from './session-repository.ts'
import { toSessionView } from './session-view.ts'

/** Where the member who asks is signed in, last used first. */
export async function listOwnSessions(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<ListSessionsOutput> {
  authorize(ctx, 'session:end-own')
  const { id } = requireMember(ctx)
  const rows = await readOpenSessions(own.database, id, ctx.clock.now())
  return { sessions: rows.map((row) => toSessionView(row, sessionOf(ctx)?.id)) }
}
