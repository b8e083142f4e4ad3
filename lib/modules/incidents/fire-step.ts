import { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findTargets, insertDeliveries, isAskedFor, takeStep } from './escalation-repository.ts'
import { membersOfStep } from './policy-steps.ts'
import {
  appendDecision,
  appendTimeline,
  findPolicySteps,
  lockIncident,
  wakeJobs,
  type LockedIncident,
} from './repository.ts'

/** Channels as people call them. */
const WAYS: Readonly<Record<string, string>> = { in_app: 'portal', email: 'e-mail', webhook: 'webhook' }

const fireStepInput = z.strictObject({ incidentId: z.uuid(), step: z.int().min(0) })

/** What became of a step that was due. */
export type FiredStep = 'paged' | 'stopped' | 'done_before'

/**
 * Fires a step of an escalation: its members get a page by every way that reaches them, unless somebody has the incident;
 * a step that a person asked for is paged then too.
 * Safe to run again and at the same time as itself: the step is taken once, and the ledger holds each page once.
 */
export async function fireStep(
  ctx: RequestContext,
  input: z.input<typeof fireStepInput>,
): Promise<FiredStep> {
  authorize(ctx, 'incident:write')
  const { incidentId, step } = parseInput(fireStepInput, input)
  return await ctx.db.tx(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (incident === null) throw notFound()
    const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
    const at = ctx.clock.now()
    const isWanted =
      incident.state === 'open' ||
      (incident.state === 'acknowledged' && (await isAskedFor(tx, incidentId, step)))
    if (!(await takeStep(tx, incidentId, step, { state: isWanted ? 'fired' : 'cancelled', at })))
      return 'done_before'
    if (!isWanted) {
      await appendDecision(tx, owner, {
        incidentId,
        at,
        stage: 'step',
        verdict: 'not_paged',
        reason: `Step ${step + 1} was due, but the incident is ${incident.state}.`,
      })
      return 'stopped'
    }
    const names = await page(tx, ctx, incident, step)
    await recordAudit(tx, ctx, {
      action: 'incident.page',
      target: { kind: 'incident', id: incidentId, name: incident.code },
      details: { step: step + 1, members: names },
      owner,
    })
    await wakeJobs(tx)
    return 'paged'
  })
}

async function page(tx: Tx, ctx: RequestContext, incident: LockedIncident, step: number): Promise<string[]> {
  const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
  const at = ctx.clock.now()
  const members = membersOfStep(await findPolicySteps(tx, incident.id), step)
  const targets = await findTargets(tx, members)
  await insertDeliveries(tx, owner, targets, { incidentId: incident.id, step, purpose: 'page', at })
  const names = members.map(({ name }) => name)
  const ways = [...new Set(targets.map(({ channel }) => WAYS[channel] ?? channel))].join(', ')
  const text =
    names.length === 0
      ? `Step ${step + 1} names no member who can be paged.`
      : `Paged ${names.join(', ')} (step ${step + 1}) by ${ways}.`
  const actor = { actorKind: ctx.actor.kind, actorName: actorLabel(ctx.actor).name }
  await appendTimeline(tx, owner, {
    incidentId: incident.id,
    at,
    kind: 'paged',
    ...actor,
    text,
    data: { step },
  })
  await appendDecision(tx, owner, {
    incidentId: incident.id,
    at,
    stage: 'step',
    verdict: names.length === 0 ? 'nobody_to_page' : 'paged',
    reason: text,
  })
  return names
}
