import { randomUUID } from 'node:crypto'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { beginIncident } from './begin-incident.ts'
import { appendTimeline, wakeJobs } from './repository.ts'
import { openIncidentInput, type OpenIncidentInput } from './schemas.ts'
import { findServiceOwner } from './service-repository.ts'

/**
 * Opens an incident by hand in the scope of a platform or a tenant. Throws `precondition_failed` in operator scope and
 * `not_found` for a service of somebody else.
 */
export async function openIncident(
  ctx: RequestContext,
  input: OpenIncidentInput,
): Promise<{ id: string; code: string }> {
  authorize(ctx, 'incident:open')
  const { title, severity, serviceId, description } = parseInput(openIncidentInput, input)
  const { platformId, tenantId } = ownerOf(ctx.scope)
  if (platformId === null) {
    throw new DomainError(
      'precondition_failed',
      'An incident belongs to a platform or a tenant: choose one as the scope.',
    )
  }
  const owner = { platformId, tenantId }
  return await ctx.db.tx(async (tx) => {
    if (serviceId !== undefined) {
      const service = await findServiceOwner(tx, serviceId)
      if (service?.platformId !== platformId || service.tenantId !== tenantId) throw notFound()
    }
    const { name } = actorLabel(ctx.actor)
    const begun = await beginIncident(tx, ctx, {
      owner,
      title,
      severity,
      serviceId: serviceId ?? null,
      ruleId: null,
      dedupKey: `manual:${randomUUID()}`,
      opening: `Opened by ${name}.`,
      alertId: null,
    })
    if (description !== undefined) {
      const at = ctx.clock.now()
      await appendTimeline(tx, owner, {
        incidentId: begun.id,
        at,
        kind: 'comment',
        actorKind: ctx.actor.kind,
        actorName: name,
        text: description,
      })
      await recordAudit(tx, ctx, {
        action: 'incident.comment',
        target: { kind: 'incident', id: begun.id, name: begun.code },
        owner,
      })
    }
    await wakeJobs(tx)
    return begun
  })
}
