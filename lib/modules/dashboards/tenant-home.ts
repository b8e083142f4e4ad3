import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { getTenant, listServices } from '#lib/modules/tenancy/index.ts'
import { tenantSentence } from './domain/sentences.ts'
import { worstState } from './domain/worst-state.ts'
import { missingFigure, openIncidentsFigure } from './figures.ts'
import { findOpenIncidents } from './repository.ts'
import type { TenantHome } from './schemas.ts'
import { toOpenIncident } from './views.ts'

/** Everything that concerns one tenant, on one page. Throws `precondition_failed` outside of a tenant's scope. */
export async function tenantHome(ctx: RequestContext): Promise<TenantHome> {
  authorize(ctx, 'tenant:read')
  if (ctx.scope.kind !== 'tenant') {
    throw new DomainError(
      'precondition_failed',
      'This page is about one tenant: choose a tenant as the scope.',
    )
  }
  const now = ctx.clock.now()
  const tenant = await getTenant(ctx, { tenantId: ctx.scope.tenantId })
  const services = await listServices(ctx)
  const incidents = (await ctx.db.read(async (tx) => await findOpenIncidents(tx))).map(toOpenIncident)
  return {
    sentence: tenantSentence(services, incidents.length),
    asOf: now.toISOString(),
    tenant: { id: tenant.id, name: tenant.name, platformName: tenant.platformName },
    state: worstState(services.map(({ state }) => state)),
    services,
    incidents,
    figures: {
      openIncidents: openIncidentsFigure(incidents.length, now, ctx.scope),
      availability: missingFigure('availability', now),
      usage: missingFigure('usage', now),
      cost: missingFigure('cost', now),
      backupsProved: missingFigure('backupsProved', now),
    },
  }
}
