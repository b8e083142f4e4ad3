import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findDecisions } from './repository.ts'
import {
  listReviewDecisionsInput,
  type ListReviewDecisionsInput,
  type ListReviewDecisionsOutput,
} from './schemas.ts'

/** Lists what was decided about roles here and below, newest first, with what was known then. */
export async function listReviewDecisions(
  ctx: RequestContext,
  input: ListReviewDecisionsInput = {},
): Promise<ListReviewDecisionsOutput> {
  authorize(ctx, 'access:review-read')
  const { after, limit } = parseInput(listReviewDecisionsInput, input)
  const rows = await ctx.db.read(async (tx) => await findDecisions(tx, { after, limit: limit + 1 }))
  const page = rows.slice(0, limit)
  return {
    decisions: page.map((row) => ({
      id: row.id,
      bindingId: row.bindingId,
      memberName: row.memberName,
      role: row.role,
      scope: formatScopeParam(scopeOfOwner(row)),
      decision: row.decision === 'removed' ? 'removed' : 'confirmed',
      reason: row.reason,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      decidedBy: row.decidedByName,
      decidedAt: row.decidedAt.toISOString(),
    })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
