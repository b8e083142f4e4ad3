import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { removeBindingInput, type BindingView, type RemoveBindingInput } from './schemas.ts'
import { takeBinding } from './take-binding.ts'
import { toBindingView } from './views.ts'

/**
 * Takes a role from a member, from the next request on. Throws `precondition_failed` for the last operator admin, whom
 * nobody could replace, and `not_found` for a binding of another scope.
 */
export async function removeBinding(ctx: RequestContext, input: RemoveBindingInput): Promise<BindingView> {
  authorize(ctx, 'member:remove')
  const { bindingId } = parseInput(removeBindingInput, input)
  return await ctx.db.tx(async (tx) => {
    const binding = await takeBinding(tx, bindingId)
    await recordAudit(tx, ctx, {
      action: 'member.remove-binding',
      target: { kind: 'member', id: binding.memberId, name: binding.member.name },
      details: { role: binding.role, bindingId },
      owner: { platformId: binding.platformId, tenantId: binding.tenantId },
    })
    return toBindingView(binding)
  })
}
