import { notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { stepIncident, type IncidentState } from './domain/incident-state.ts'
import { endIncident, resolvedText } from './end-incident.ts'
import { appendTimeline, findOpenedAt, lockIncident } from './repository.ts'
import { resolveIncidentInput, type ResolveIncidentInput } from './schemas.ts'

/** Resolves an incident by hand, with an optional note. Safe to repeat. Throws `not_found`. */
export async function resolveIncident(
  ctx: RequestContext,
  input: ResolveIncidentInput,
): Promise<{ incidentId: string; state: IncidentState; changed: boolean }> {
  authorize(ctx, 'incident:resolve')
  const { incidentId, note } = parseInput(resolveIncidentInput, input)
  return await ctx.db.tx(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (incident === null) throw notFound()
    const step = stepIncident(incident.state, 'resolve')
    if (step.kind !== 'change') return { incidentId, state: incident.state, changed: false }
    const { name } = actorLabel(ctx.actor)
    const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
    const at = ctx.clock.now()
    const openSeconds = (at.getTime() - (await findOpenedAt(tx, incidentId)).getTime()) / 1000
    if (note !== undefined) {
      await appendTimeline(tx, owner, {
        incidentId,
        at,
        kind: 'comment',
        actorKind: ctx.actor.kind,
        actorName: name,
        text: note,
      })
    }
    await endIncident(tx, ctx, incident, {
      reason: step.reason,
      text: resolvedText('hand', openSeconds),
    })
    await recordAudit(tx, ctx, {
      action: 'incident.resolve',
      target: { kind: 'incident', id: incidentId, name: incident.code },
      owner,
    })
    return { incidentId, state: step.to, changed: true }
  })
}
