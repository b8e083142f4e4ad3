import { formatSeconds } from '#lib/core/duration.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { cancelPaging, findPagedTargets, insertDeliveries, NOTICE_STEP } from './escalation-repository.ts'
import { appendDecision, appendTimeline, markResolved, wakeJobs, type LockedIncident } from './repository.ts'
import { refreshServiceState } from './service-repository.ts'

/** Everything that resolving does beside the check and the audit entry, in the caller's transaction. */
export async function endIncident(
  tx: Tx,
  ctx: RequestContext,
  incident: LockedIncident & { readonly openedAt?: Date },
  how: { reason: string; text: string },
): Promise<void> {
  const at = ctx.clock.now()
  const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
  await markResolved(tx, incident.id, at)
  await cancelPaging(tx, incident.id)
  await appendTimeline(tx, owner, {
    incidentId: incident.id,
    at,
    kind: 'resolved',
    actorKind: ctx.actor.kind,
    actorName: actorLabel(ctx.actor).name,
    text: how.text,
  })
  await appendDecision(tx, owner, {
    incidentId: incident.id,
    at,
    stage: 'incident',
    verdict: 'resolved',
    reason: how.reason,
  })
  const paged = await findPagedTargets(tx, incident.id)
  await insertDeliveries(tx, owner, paged, {
    incidentId: incident.id,
    step: NOTICE_STEP.resolved,
    purpose: 'resolved',
    at,
  })
  await refreshServiceState(tx, incident.serviceId, at)
  await wakeJobs(tx)
}

/** The words of a timeline entry that ends an incident after so many seconds. */
export const resolvedText = (by: 'hand' | 'recovery', openSeconds: number): string =>
  by === 'hand'
    ? `Resolved by hand after ${formatSeconds(openSeconds)}.`
    : `Resolved by recovery after ${formatSeconds(openSeconds)}.`
