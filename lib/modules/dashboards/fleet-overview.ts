import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { listPlatforms, listServices, listTenants } from '#lib/modules/tenancy/index.ts'
import type { PlatformView, ServiceView, TenantView } from '#lib/modules/tenancy/index.ts'
import { fleetSentence } from './domain/sentences.ts'
import { worstState } from './domain/worst-state.ts'
import { missingFigure, openIncidentsFigure, pagesFigure, tenantsHealthyFigure } from './figures.ts'
import { countPages, findOpenIncidents, findSourceAges } from './repository.ts'
import type { FleetOverview } from './schemas.ts'
import { toOpenIncident } from './views.ts'

const DAY_MS = 86_400_000
/** A source that sent nothing for this long is silent. */
const SILENT_MS = 5 * 60_000

/** What is wrong, what changed and who needs a person, over every platform in scope. */
export async function fleetOverview(ctx: RequestContext): Promise<FleetOverview> {
  authorize(ctx, 'platform:read')
  const now = ctx.clock.now()
  const [platforms, tenants, services, rows] = [
    await listPlatforms(ctx),
    await listTenants(ctx),
    await listServices(ctx),
    await ctx.db.read(async (tx) => ({
      incidents: await findOpenIncidents(tx),
      pages: await countPages(tx, new Date(now.getTime() - DAY_MS)),
      sources: await findSourceAges(tx, now),
    })),
  ]
  const incidents = rows.incidents.map(toOpenIncident)
  const tenantStates = tenants.map((tenant) => tenantLine(tenant, services))
  const platformLines = platforms.map((platform) => platformLine(platform, { tenants, services, incidents }))
  const silent = rows.sources.filter(
    ({ lastUsedAt }) => lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > SILENT_MS,
  )
  return {
    sentence: fleetSentence(platformLines, incidents.length),
    asOf: now.toISOString(),
    sources: {
      all: rows.sources.length,
      reporting: rows.sources.length - silent.length,
      silent: silent.map(({ name }) => name),
    },
    figures: {
      tenantsHealthy: tenantsHealthyFigure(
        tenantStates.filter(({ state }) => state === 'healthy').length,
        now,
        ctx.scope,
      ),
      tenants: tenants.length,
      openIncidents: openIncidentsFigure(incidents.length, now, ctx.scope),
      pages24h: pagesFigure(rows.pages, now, ctx.scope),
      errorBudget: missingFigure('errorBudget', now),
      backupsProved: missingFigure('backupsProved', now),
      cost: missingFigure('cost', now),
    },
    platforms: platformLines,
    tenants: tenantStates,
    incidents,
  }
}

const tenantLine = (
  tenant: TenantView,
  services: readonly ServiceView[],
): FleetOverview['tenants'][number] => ({
  id: tenant.id,
  name: tenant.name,
  platformId: tenant.platformId,
  platformName: tenant.platformName,
  state: worstState(services.filter(({ tenantId }) => tenantId === tenant.id).map(({ state }) => state)),
  isSuspended: tenant.state === 'suspended',
})

function platformLine(
  platform: PlatformView,
  all: {
    tenants: readonly TenantView[]
    services: readonly ServiceView[]
    incidents: FleetOverview['incidents']
  },
): FleetOverview['platforms'][number] {
  const services = all.services.filter(({ platformId }) => platformId === platform.id)
  const state = worstState(services.map((service) => service.state))
  return {
    id: platform.id,
    name: platform.name,
    isSelf: platform.isSelf,
    state,
    tenants: all.tenants.filter(({ platformId }) => platformId === platform.id).length,
    services: services.length,
    openIncidents: all.incidents.filter(({ platformId }) => platformId === platform.id).length,
    reason: services.find((service) => service.state === state)?.reason ?? 'No service has sent samples yet.',
  }
}
