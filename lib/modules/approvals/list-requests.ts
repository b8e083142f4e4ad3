import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { APPROVAL_STATES, type ApprovalState } from './domain/approval-state.ts'
import { countWaiting, findRequests } from './repository.ts'
import { listRequestsInput, type ListRequestsInput, type ListRequestsOutput } from './schemas.ts'
import { mayApprove, memberOf, readerOf, toApprovalView } from './views.ts'

const STATES: Readonly<Record<'waiting' | 'closed' | 'all', readonly ApprovalState[] | null>> = {
  waiting: ['waiting', 'approved'],
  closed: APPROVAL_STATES.filter((state) => state !== 'waiting' && state !== 'approved'),
  all: null,
}

/** Lists the own requests and those that one could decide, newest first, and counts those that wait for oneself. */
export async function listRequests(
  ctx: RequestContext,
  input: ListRequestsInput,
): Promise<ListRequestsOutput> {
  authorize(ctx, 'profile:read')
  const { state, after, limit } = parseInput(listRequestsInput, input)
  const reader = readerOf(ctx)
  const memberId = memberOf(ctx)
  return await ctx.db.read(async (tx) => {
    const rows = await findRequests(tx, reader, { states: STATES[state], after, limit: limit + 1 })
    const page = rows.slice(0, limit)
    return {
      requests: page.map((row) => toApprovalView(ctx, row)),
      waitingForMe:
        memberId === null || !mayApprove(ctx)
          ? 0
          : await countWaiting(tx, { memberId, permissions: reader.permissions, now: ctx.clock.now() }),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}
