import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { isSelf } from './acting.ts'
import { memberRef, type ListSessionsOutput, type MemberRef } from './schemas.ts'
import { readOpenSessions } from './session-repository.ts'
import { toSessionView } from './session-view.ts'
import { requireWithinScope } from './within-scope.ts'

/** Where a member of the scope is signed in, last used first; for whoever may end these sessions. */
export async function listMemberSessions(
  ctx: RequestContext,
  input: MemberRef,
  own: Runtime = runtime(),
): Promise<ListSessionsOutput> {
  const { memberId } = parseInput(memberRef, input)
  authorize(ctx, 'member:end-sessions', { own: isSelf(ctx, memberId) })
  const member = await requireWithinScope(ctx, own, memberId)
  const rows = await readOpenSessions(own.database, member.id, ctx.clock.now())
  return { sessions: rows.map((row) => toSessionView(row, sessionOf(ctx)?.id)) }
}
