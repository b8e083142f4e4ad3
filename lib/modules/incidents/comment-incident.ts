import { notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { appendTimeline, lockIncident } from './repository.ts'
import { commentIncidentInput, type CommentIncidentInput } from './schemas.ts'

/** Adds a comment to the timeline of an incident. Throws `not_found`. */
export async function commentIncident(
  ctx: RequestContext,
  input: CommentIncidentInput,
): Promise<{ incidentId: string }> {
  authorize(ctx, 'incident:comment')
  const { incidentId, text } = parseInput(commentIncidentInput, input)
  return await ctx.db.tx(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (incident === null) throw notFound()
    const owner = { platformId: incident.platformId, tenantId: incident.tenantId }
    const at = ctx.clock.now()
    const { name } = actorLabel(ctx.actor)
    await appendTimeline(tx, owner, {
      incidentId,
      at,
      kind: 'comment',
      actorKind: ctx.actor.kind,
      actorName: name,
      text,
    })
    await recordAudit(tx, ctx, {
      action: 'incident.comment',
      target: { kind: 'incident', id: incidentId, name: incident.code },
      owner,
    })
    return { incidentId }
  })
}
