import { DomainError, notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { handStep } from './domain/hand-step.ts'
import { askForStep, findSteps, moveSteps } from './escalation-repository.ts'
import { stepFire } from './jobs.ts'
import { membersOfStep } from './policy-steps.ts'
import {
  appendDecision,
  appendTimeline,
  findPolicySteps,
  lockIncident,
  type LockedIncident,
} from './repository.ts'
import { escalateByHandInput, type EscalateByHandInput, type EscalateByHandOutput } from './schemas.ts'

/**
 * Pages the next step of an escalation now, because a person asks for it: before its time, or although somebody has the
 * incident. It is paged where the escalation is, in the jobs. Safe to repeat: the step that is named is paged once. Throws
 * `not_found`, and `precondition_failed` where there is no such step, another comes before it, or the incident is over.
 */
export async function escalateByHand(
  ctx: RequestContext,
  input: EscalateByHandInput,
): Promise<EscalateByHandOutput> {
  authorize(ctx, 'incident:write')
  const { incidentId, step, note } = parseInput(escalateByHandInput, input)
  return await ctx.db.tx(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (incident === null) throw notFound()
    const now = ctx.clock.now()
    const found = handStep(incident.state, await findSteps(tx, incidentId), { asked: step, now })
    if (found.kind === 'refused')
      throw new DomainError('precondition_failed', `${incident.code}: ${found.reason}.`)
    const members = membersOfStep(await findPolicySteps(tx, incidentId), step).map(({ name }) => name)
    if (found.kind === 'same') return { incidentId, step, members, changed: false }
    const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
    await askForStep(tx, incidentId, step, now)
    await moveSteps(tx, incidentId, found.moved)
    await writeDown(tx, ctx, incident, { step, members, note })
    await recordAudit(tx, ctx, {
      action: 'incident.escalate-by-hand',
      target: { kind: 'incident', id: incidentId, name: incident.code },
      details: { step: step + 1, members },
      owner,
    })
    await writeOutbox(tx, stepFire, owner, { incidentId, step })
    return { incidentId, step, members, changed: true }
  })
}

async function writeDown(
  tx: Tx,
  ctx: RequestContext,
  incident: LockedIncident,
  what: { readonly step: number; readonly members: readonly string[]; readonly note: string | undefined },
): Promise<void> {
  const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
  const at = ctx.clock.now()
  const by = { actorKind: ctx.actor.kind, actorName: actorLabel(ctx.actor).name }
  const about = { incidentId: incident.id, at }
  if (what.note !== undefined)
    await appendTimeline(tx, owner, { ...about, ...by, kind: 'comment', text: what.note })
  const whom = what.members.length === 0 ? 'nobody who can be paged' : what.members.join(', ')
  await appendTimeline(tx, owner, {
    ...about,
    ...by,
    kind: 'escalated',
    text: `Escalated to ${whom} (step ${what.step + 1}).`,
    data: { step: what.step },
  })
  await appendDecision(tx, owner, {
    ...about,
    stage: 'escalation',
    verdict: 'asked_for',
    reason: `${by.actorName} asked for step ${what.step + 1} while the incident was ${incident.state}.`,
  })
}
