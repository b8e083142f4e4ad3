import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { countFiring, findAlert, type AlertRow } from './alert-repository.ts'
import { stepIncident } from './domain/incident-state.ts'
import { endIncident, resolvedText } from './end-incident.ts'
import { alertRef } from './open-incident-from-alert.ts'
import { appendTimeline, findOpenedAt, lockIncident } from './repository.ts'

/** What became of an alert that recovered. */
export type Recovery = 'resolved' | 'still_firing' | 'no_incident' | 'unchanged'

/** Notes that an alert recovered, and resolves its incident when no other alert of it fires. Safe to repeat. */
export async function recoverIncident(
  ctx: RequestContext,
  input: z.input<typeof alertRef>,
): Promise<Recovery> {
  authorize(ctx, 'incident:resolve')
  const { alertId } = parseInput(alertRef, input)
  return await ctx.db.tx(async (tx) => {
    const alert = await findAlert(tx, alertId)
    if (alert === null) throw notFound()
    if (alert.incidentId === null) return 'no_incident'
    // It fired again before this was handled.
    if (alert.state !== 'resolved') return 'unchanged'
    return await settle(tx, ctx, alert, alert.incidentId)
  })
}

async function settle(tx: Tx, ctx: RequestContext, alert: AlertRow, incidentId: string): Promise<Recovery> {
  const incident = await lockIncident(tx, incidentId)
  if (incident === null) throw notFound()
  const step = stepIncident(incident.state, 'recover')
  if (step.kind !== 'change') return 'unchanged'
  const firing = await countFiring(tx, incidentId)
  const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
  const at = ctx.clock.now()
  if (firing > 0) {
    const actor = { actorKind: ctx.actor.kind, actorName: actorLabel(ctx.actor).name }
    await appendTimeline(tx, owner, {
      incidentId,
      at,
      kind: 'alert_recovered',
      ...actor,
      text: `${alert.summary} recovered; ${firing} still firing.`,
    })
    return 'still_firing'
  }
  const openSeconds = (at.getTime() - (await findOpenedAt(tx, incidentId)).getTime()) / 1000
  await endIncident(tx, ctx, incident, {
    reason: step.reason,
    text: resolvedText('recovery', openSeconds),
  })
  await recordAudit(tx, ctx, {
    action: 'incident.recover',
    target: { kind: 'incident', id: incidentId, name: incident.code },
    owner,
  })
  return 'resolved'
}
