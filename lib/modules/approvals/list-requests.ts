import { cutPage } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { APPROVAL_STATES, type ApprovalState } from './domain/approval-state.ts'
import { countWaiting } from './repository.ts'
import { countRequests, findRequestIds, findRequestsInTurn } from './request-list-repository.ts'
import { listRequestsInput, type ListRequestsInput, type ListRequestsOutput } from './schemas.ts'
import { mayApprove, memberOf, readerOf, toApprovalView } from './views.ts'

/** The states of the parts of the list; null for any. */
export const LISTED_STATES: Readonly<Record<'waiting' | 'closed' | 'all', readonly ApprovalState[] | null>> =
  {
    waiting: ['waiting', 'approved'],
    closed: APPROVAL_STATES.filter((state) => state !== 'waiting' && state !== 'approved'),
    all: null,
  }

/**
 * Lists the own requests and those that one could decide, newest first unless asked otherwise, and counts those that wait for
 * oneself. Throws `invalid_input` for a place whose request is not in the list.
 */
export async function listRequests(
  ctx: RequestContext,
  input: ListRequestsInput,
): Promise<ListRequestsOutput> {
  authorize(ctx, 'profile:read')
  const { state, text, sort, after, limit } = parseInput(listRequestsInput, input)
  const reader = readerOf(ctx)
  const memberId = memberOf(ctx)
  const now = ctx.clock.now()
  const filter = { reader, states: LISTED_STATES[state], text, sort, now }
  return await ctx.db.read(async (tx) => {
    const { ids, next } = cutPage(await findRequestIds(tx, filter, { after, take: limit + 1 }), limit)
    const rows = await findRequestsInTurn(tx, ids)
    return {
      requests: rows.map((row) => toApprovalView(ctx, row)),
      waitingForMe:
        memberId === null || !mayApprove(ctx)
          ? 0
          : await countWaiting(tx, { memberId, permissions: reader.permissions, now }),
      next,
      total: await countRequests(tx, filter),
    }
  })
}
