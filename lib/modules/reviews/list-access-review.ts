import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { isUnused, REVIEW_DAYS, reviewCutoff, reviewState } from './domain/review-state.ts'
import { decisionOf } from './judging.ts'
import { countReviewed, findReviewed, type ReviewRow } from './repository.ts'
import {
  listAccessReviewInput,
  type ListAccessReviewInput,
  type ListAccessReviewOutput,
  type ReviewedBinding,
} from './schemas.ts'

/** Lists the roles that members hold here and below, with their last use and when somebody last let them stand. */
export async function listAccessReview(
  ctx: RequestContext,
  input: ListAccessReviewInput = {},
): Promise<ListAccessReviewOutput> {
  authorize(ctx, 'access:review-read')
  const { show, after, limit } = parseInput(listAccessReviewInput, input)
  const now = ctx.clock.now()
  const by = { now, cutoff: reviewCutoff(now) }
  return await ctx.db.read(async (tx) => {
    const rows = await findReviewed(tx, { ...by, show }, { after, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const total = await countReviewed(tx, { ...by, show: 'all' })
    const open = await countReviewed(tx, { ...by, show: 'open' })
    return {
      bindings: page.map((row) => toReviewedBinding(ctx, row, now)),
      summary: {
        total,
        open,
        confirmed: total - open,
        unused: await countReviewed(tx, { ...by, show: 'unused' }),
      },
      periodDays: REVIEW_DAYS,
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

function giverOf({ providerId, scimGroupId }: ReviewRow): ReviewedBinding['givenBy'] {
  if (scimGroupId !== null) return 'provisioning'
  return providerId === null ? 'person' : 'sign-on'
}

const toReviewedBinding = (ctx: RequestContext, row: ReviewRow, now: Date): ReviewedBinding => ({
  id: row.id,
  member: row.member,
  role: row.role,
  scope: formatScopeParam(scopeOfOwner(row)),
  givenBy: giverOf(row),
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  isUnused: isUnused(row, now),
  state: reviewState(row, now),
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  confirmedBy: row.reviewer?.name ?? null,
  decision: decisionOf(ctx, row),
})
