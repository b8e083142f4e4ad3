import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { shownPolicyFor } from './policy-for.ts'
import { policyOwner } from './policy-owner.ts'
import {
  getEscalationPolicyInput,
  type EscalationPolicyView,
  type GetEscalationPolicyInput,
} from './schemas.ts'

/** Shows who is paged for incidents of a platform or tenant: its own policy, else what applies in its place. */
export async function getEscalationPolicy(
  ctx: RequestContext,
  input: GetEscalationPolicyInput = {},
): Promise<EscalationPolicyView> {
  authorize(ctx, 'schedule:read')
  const named = parseInput(getEscalationPolicyInput, input)
  return await ctx.db.read(async (tx) => {
    const owner = await policyOwner(tx, ctx, named)
    const { name, origin, version, steps } = await shownPolicyFor(tx, owner, ctx.clock.now())
    return {
      ...owner,
      name,
      origin,
      version,
      steps: steps.map(({ delaySeconds, members }) => ({
        delaySeconds,
        members: members.map(({ id, name: who }) => ({ id, name: who })),
      })),
    }
  })
}
