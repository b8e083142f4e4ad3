import { DomainError, notFound } from '#lib/core/errors.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { stepIncident } from './domain/incident-state.ts'
import { cancelPaging, findPagedTargets, insertDeliveries, NOTICE_STEP } from './escalation-repository.ts'
import {
  appendDecision,
  appendTimeline,
  findOpenedAt,
  lockIncident,
  markAcknowledged,
  wakeJobs,
  type LockedIncident,
} from './repository.ts'
import { incidentRef, type AcknowledgeResult, type IncidentRef } from './schemas.ts'

/**
 * Takes an incident: paging stops, whoever was paged is told. Safe to repeat: the first one counts, and the answer says
 * who it was. Throws `not_found`, and `precondition_failed` when it is resolved already.
 */
export async function acknowledgeIncident(
  ctx: RequestContext,
  input: IncidentRef,
): Promise<AcknowledgeResult> {
  authorize(ctx, 'incident:acknowledge')
  const { incidentId } = parseInput(incidentRef, input)
  return await ctx.db.tx(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (incident === null) throw notFound()
    const step = stepIncident(incident.state, 'acknowledge')
    if (step.kind === 'refused')
      throw new DomainError('precondition_failed', `${incident.code}: ${step.reason}.`)
    const { name } = actorLabel(ctx.actor)
    if (step.kind === 'same') {
      return {
        incidentId,
        state: incident.state,
        changed: false,
        acknowledgedAt: incident.acknowledgedAt?.toISOString() ?? null,
        acknowledgedByName: incident.acknowledgedByName,
        cancelledSteps: 0,
      }
    }
    const at = ctx.clock.now()
    const cancelledSteps = await take(tx, ctx, incident, { at, name })
    await recordAudit(tx, ctx, {
      action: 'incident.acknowledge',
      target: { kind: 'incident', id: incidentId, name: incident.code },
      details: { cancelledSteps },
      owner: { platformId: incident.platformId, tenantId: incident.tenantId },
    })
    return {
      incidentId,
      state: 'acknowledged',
      changed: true,
      acknowledgedAt: at.toISOString(),
      acknowledgedByName: name,
      cancelledSteps,
    }
  })
}

async function take(
  tx: Tx,
  ctx: RequestContext,
  incident: LockedIncident,
  by: { at: Date; name: string },
): Promise<number> {
  const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
  const memberId = ctx.actor.kind === 'member' ? ctx.actor.id : null
  const openedAt = await findOpenedAt(tx, incident.id)
  const after = formatSeconds((by.at.getTime() - openedAt.getTime()) / 1000)
  await markAcknowledged(tx, incident.id, { at: by.at, memberId, name: by.name })
  const cancelled = await cancelPaging(tx, incident.id)
  await appendTimeline(tx, owner, {
    incidentId: incident.id,
    at: by.at,
    kind: 'acknowledged',
    actorKind: ctx.actor.kind,
    actorName: by.name,
    text:
      cancelled.steps === 1
        ? `Acknowledged after ${after}. ${cancelled.steps} waiting step cancelled.`
        : `Acknowledged after ${after}. ${cancelled.steps} waiting steps cancelled.`,
    data: { cancelledSteps: cancelled.steps, cancelledPages: cancelled.pages },
  })
  await appendDecision(tx, owner, {
    incidentId: incident.id,
    at: by.at,
    stage: 'escalation',
    verdict: 'stopped',
    reason: `${by.name} acknowledged.`,
  })
  const others = (await findPagedTargets(tx, incident.id)).filter((target) => target.memberId !== memberId)
  await insertDeliveries(tx, owner, others, {
    incidentId: incident.id,
    step: NOTICE_STEP.acknowledged,
    purpose: 'acknowledged',
    at: by.at,
  })
  await wakeJobs(tx)
  return cancelled.steps
}
