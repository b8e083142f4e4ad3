import { randomBytes } from 'node:crypto'
import type { Owner } from '#lib/core/scope.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { policyFor } from '#lib/modules/oncall/index.ts'
import { dueTimes } from '#lib/modules/oncall/domain/policy-snapshot.ts'
import { incidentCode } from './domain/incident-code.ts'
import type { Severity } from './domain/service-state.ts'
import { insertSteps } from './escalation-repository.ts'
import { incidentEscalate, stepFire } from './jobs.ts'
import { appendDecision, appendTimeline, insertIncident } from './repository.ts'
import { refreshServiceState } from './service-repository.ts'

/** Why an incident begins. */
export interface Beginning {
  readonly owner: { readonly platformId: string; readonly tenantId: string | null }
  readonly title: string
  readonly severity: Severity
  readonly serviceId: string | null
  readonly ruleId: string | null
  readonly dedupKey: string
  /** First line of the timeline, e.g. "Opened by rule disk-full.". */
  readonly opening: string
  readonly alertId: string | null
}

/**
 * Writes all of a new incident in one transaction: the incident with its policy snapshot, timeline, decision, audit
 * entry, schedule of pages, and the outbox row that pages at once. Returns its id and code.
 */
export async function beginIncident(
  tx: Tx,
  ctx: RequestContext,
  begin: Beginning,
): Promise<{ id: string; code: string }> {
  const { owner, alertId, opening, ...fields } = begin
  const now = ctx.clock.now()
  const id = newId()
  const code = incidentCode(randomBytes(8))
  const policy = await policyFor(tx, owner, now)
  await insertIncident(tx, { ...fields, ...owner, id, code, openedAt: now, policy })
  const due = dueTimes(now, policy)
  await insertSteps(tx, owner, id, due)
  const actor = actorLabel(ctx.actor)
  const entry = { incidentId: id, at: now, actorKind: ctx.actor.kind, actorName: actor.name }
  await appendTimeline(tx, owner, {
    ...entry,
    kind: 'opened',
    text: opening,
    data: { severity: begin.severity },
  })
  await appendDecision(tx, owner, {
    incidentId: id,
    alertId,
    at: now,
    stage: 'incident',
    verdict: 'opened',
    reason: opening,
  })
  await decideEscalation(tx, owner, {
    incidentId: id,
    at: now,
    policyName: policy.name,
    steps: policy.steps.length,
  })
  await refreshServiceState(tx, begin.serviceId, now)
  await recordAudit(tx, ctx, {
    action: 'incident.open',
    target: { kind: 'incident', id, name: code },
    details: {
      title: begin.title,
      severity: begin.severity,
      policy: policy.name,
      policyVersion: policy.version,
    },
    owner,
  })
  for (const [step, at] of due.entries()) {
    if (at <= now) await writeOutbox(tx, stepFire, owner, { incidentId: id, step })
  }
  // The role of a tenant sees neither the platform's policy nor the operator's members: whoever sees them schedules.
  if (due.length === 0 && ctx.scope.kind === 'tenant') {
    await writeOutbox(tx, incidentEscalate, owner, { incidentId: id })
  }
  return { id, code }
}

function reasonOf(policy: string, steps: number): string {
  if (steps === 0) return `Policy "${policy}" names no active member.`
  return steps === 1 ? `Policy "${policy}" with ${steps} step.` : `Policy "${policy}" with ${steps} steps.`
}

async function decideEscalation(
  tx: Tx,
  owner: Owner,
  about: { incidentId: string; at: Date; policyName: string; steps: number },
): Promise<void> {
  const { incidentId, at, policyName, steps } = about
  const verdict = steps > 0 ? 'scheduled' : 'nobody_to_page'
  const reason = reasonOf(policyName, steps)
  await appendDecision(tx, owner, { incidentId, at, stage: 'escalation', verdict, reason })
}
