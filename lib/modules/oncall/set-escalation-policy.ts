import type { Owner } from '#lib/core/scope.ts'
import { DomainError, type FieldFault } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { policyOwner } from './policy-owner.ts'
import { findMembers, findPolicy, savePolicy } from './repository.ts'
import { setEscalationPolicyInput, type PolicyStep, type SetEscalationPolicyInput } from './schemas.ts'

/**
 * Sets who is paged for incidents of a platform or tenant that open from now on; running ones keep their snapshot.
 * Throws `invalid_input` naming each member whom the scope cannot see or who is disabled.
 */
export async function setEscalationPolicy(
  ctx: RequestContext,
  input: SetEscalationPolicyInput,
): Promise<{ readonly version: number }> {
  authorize(ctx, 'escalation:write')
  const { steps, ...named } = parseInput(setEscalationPolicyInput, input)
  return await ctx.db.tx(async (tx) => {
    const owner = await policyOwner(tx, ctx, named)
    await refuseUnknownMembers(tx, steps, { owner, now: ctx.clock.now(), actor: ctx.actor })
    const before = await findPolicy(tx, owner)
    const { id, version } = await savePolicy(tx, owner, { steps, now: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'escalation-policy.set',
      target: { kind: 'escalation-policy', id },
      details: {
        before: before === null ? null : { version: before.version, steps: plain(before.steps) },
        after: { version, steps: plain(steps) },
      },
      owner,
    })
    return { version }
  })
}

const plain = (steps: readonly PolicyStep[]) =>
  steps.map(({ delaySeconds, memberIds }) => ({ delaySeconds, memberIds: [...memberIds] }))

async function refuseUnknownMembers(
  tx: Tx,
  steps: readonly PolicyStep[],
  of: { readonly owner: Owner; readonly now: Date; readonly actor: RequestContext['actor'] },
): Promise<void> {
  const found = await findMembers(
    tx,
    steps.flatMap((step) => step.memberIds),
    of,
  )
  const known = new Set(found.map(({ id }) => id))
  // Whoever acts here holds a role that reaches here, also where the scope does not see from how far above.
  if (of.actor.kind === 'member') known.add(of.actor.id)
  const faults: FieldFault[] = steps.flatMap(({ memberIds }, step) =>
    memberIds.flatMap((id, place) =>
      known.has(id)
        ? []
        : [
            {
              field: `steps.${step}.memberIds.${place}`,
              problem: 'there is no active member with this id in this scope',
            },
          ],
    ),
  )
  if (faults.length === 0) return
  const summary = faults.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
  throw new DomainError('invalid_input', summary, { faults })
}
