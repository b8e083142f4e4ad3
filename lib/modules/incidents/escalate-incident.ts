import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { policyFor } from '#lib/modules/oncall/index.ts'
import { dueTimes } from '#lib/modules/oncall/domain/policy-snapshot.ts'
import { insertSteps } from './escalation-repository.ts'
import { stepFire } from './jobs.ts'
import { appendDecision, hasSteps, lockIncident, savePolicySnapshot } from './repository.ts'
import { incidentRef, type IncidentRef } from './schemas.ts'

/**
 * Copies the policy that applies onto an open incident without an escalation, and schedules its pages. Runs in the scope
 * of the platform, where policy and members are visible. Safe to repeat.
 */
export async function escalateIncident(
  ctx: RequestContext,
  input: IncidentRef,
): Promise<'scheduled' | 'unchanged'> {
  authorize(ctx, 'incident:write')
  const { incidentId } = parseInput(incidentRef, input)
  return await ctx.db.tx(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (incident === null) throw notFound()
    if (incident.state !== 'open' || (await hasSteps(tx, incidentId))) return 'unchanged'
    const now = ctx.clock.now()
    const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
    const policy = await policyFor(tx, owner, now)
    await savePolicySnapshot(tx, incidentId, policy)
    const due = dueTimes(now, policy)
    await insertSteps(tx, owner, incidentId, due)
    await appendDecision(tx, owner, {
      incidentId,
      at: now,
      stage: 'escalation',
      verdict: due.length > 0 ? 'scheduled' : 'nobody_to_page',
      reason:
        due.length === 1
          ? `Policy "${policy.name}" with ${due.length} step.`
          : `Policy "${policy.name}" with ${due.length} steps.`,
    })
    await recordAudit(tx, ctx, {
      action: 'incident.escalate',
      target: { kind: 'incident', id: incidentId, name: incident.code },
      details: { policy: policy.name, steps: due.length },
      owner,
    })
    for (const [step, at] of due.entries()) {
      if (at <= now) await writeOutbox(tx, stepFire, owner, { incidentId, step })
    }
    return 'scheduled'
  })
}
