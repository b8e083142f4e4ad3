import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireDecidable, requireReviewer } from './judging.ts'
import { findReviewedById, insertDecision, noteConfirmed } from './repository.ts'
import { confirmBindingsInput, type ConfirmBindingsInput, type ConfirmBindingsOutput } from './schemas.ts'

/**
 * Lets roles of others stand for the next 90 days, all of them or none. Throws `not_found` when one of them is not there,
 * `forbidden` for the own role and for one of a wider scope.
 */
export async function confirmBindings(
  ctx: RequestContext,
  input: ConfirmBindingsInput,
): Promise<ConfirmBindingsOutput> {
  authorize(ctx, 'access:review')
  const { bindingIds, reason = null } = parseInput(confirmBindingsInput, input)
  const by = requireReviewer(ctx)
  const at = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    const bindings = await findReviewedById(tx, bindingIds, at)
    if (bindings.length !== bindingIds.length) throw notFound()
    for (const binding of bindings) requireDecidable(ctx, binding)
    const confirmed = await noteConfirmed(tx, bindingIds, { memberId: by.id, at })
    if (confirmed !== bindings.length) throw notFound()
    for (const binding of bindings) {
      await insertDecision(tx, { binding, decision: 'confirmed', reason, by, at })
      await recordAudit(tx, ctx, {
        action: 'access.confirm',
        target: { kind: 'member', id: binding.memberId, name: binding.member.name },
        details: { role: binding.role, bindingId: binding.id, ...(reason === null ? {} : { reason }) },
        owner: { platformId: binding.platformId, tenantId: binding.tenantId },
      })
    }
    return { confirmed, at: at.toISOString() }
  })
}
