import { notFound } from '#lib/core/errors.ts'
import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { takeBinding } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireDecidable, requireReviewer } from './judging.ts'
import { findReviewedById, insertDecision } from './repository.ts'
import { removeReviewedInput, type RemoveReviewedInput, type ReviewDecision } from './schemas.ts'

/**
 * Takes a role from somebody else as the outcome of a review. Throws `not_found` when it is not there, `forbidden` for the
 * own role and for one of a wider scope, `precondition_failed` for the last operator admin.
 */
export async function removeReviewed(
  ctx: RequestContext,
  input: RemoveReviewedInput,
): Promise<Omit<ReviewDecision, 'id'>> {
  authorize(ctx, 'access:review')
  authorize(ctx, 'member:remove')
  const { bindingId, reason } = parseInput(removeReviewedInput, input)
  const by = requireReviewer(ctx)
  const at = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    const [binding] = await findReviewedById(tx, [bindingId], at)
    if (binding === undefined) throw notFound()
    requireDecidable(ctx, binding)
    await takeBinding(tx, bindingId)
    await insertDecision(tx, { binding, decision: 'removed', reason, by, at })
    await recordAudit(tx, ctx, {
      action: 'member.remove-binding',
      target: { kind: 'member', id: binding.memberId, name: binding.member.name },
      details: { role: binding.role, bindingId, review: reason },
      owner: { platformId: binding.platformId, tenantId: binding.tenantId },
    })
    return {
      bindingId,
      memberName: binding.member.name,
      role: binding.role,
      scope: formatScopeParam(scopeOfOwner(binding)),
      decision: 'removed',
      reason,
      lastUsedAt: binding.lastUsedAt?.toISOString() ?? null,
      decidedBy: by.name,
      decidedAt: at.toISOString(),
    }
  })
}
