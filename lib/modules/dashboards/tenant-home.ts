import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { getTenant, listServices } from '#lib/modules/tenancy/index.ts'
import { dayStrip, rowsByKey, stripStart, type DayRow, type DayStrip } from './domain/days.ts'
import { tenantSentence } from './domain/sentences.ts'
import { worstState } from './domain/worst-state.ts'
import {
  calmDaysFigure,
  figureReader,
  missingFigure,
  openIncidentsFigure,
  servicesHealthyFigure,
  sourcesFigure,
} from './figures.ts'
import { findPlatformDays, findServiceDays, findServiceStarts } from './health-repository.ts'
import { findIncidentsSince, findOpenIncidents, findSourceAges } from './repository.ts'
import type { TenantHome } from './schemas.ts'
import { sourceStanding } from './source-standing.ts'
import { toOpenIncident } from './views.ts'

/** Incidents of the last 90 days that are shown. */
const LATELY = 6

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
  const reader = figureReader(ctx, now)
  const since = stripStart(now)
  const tenant = await getTenant(ctx, { tenantId: ctx.scope.tenantId })
  const { services } = await listServices(ctx)
  const rows = await ctx.db.read(async (tx) => ({
    incidents: await findOpenIncidents(tx),
    lately: await findIncidentsSince(tx, since, LATELY),
    starts: await findServiceStarts(tx),
    days: await findServiceDays(tx, since, now),
    allDays: await findPlatformDays(tx, since, now),
    sources: await findSourceAges(tx, now),
  }))
  const incidents = rows.incidents.map(toOpenIncident)
  const strips = serviceStrips(rows.starts, rows.days, now)
  const sources = sourceStanding(rows.sources, now)
  const healthy = services.filter(({ state }) => state === 'healthy').length
  return {
    sentence: tenantSentence(services, incidents.length),
    asOf: now.toISOString(),
    tenant: { id: tenant.id, name: tenant.name, platformName: tenant.platformName },
    state: worstState(services.map(({ state }) => state)),
    services,
    days: Object.fromEntries(strips),
    incidents,
    lately: rows.lately.rows.map((row) => ({
      ...toOpenIncident(row),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
    })),
    incidents90d: rows.lately.count,
    sources,
    figures: {
      sources: sourcesFigure(sources.reporting, sources.all, reader),
      servicesHealthy: servicesHealthyFigure(healthy, services.length, reader),
      calmDays: calmDaysFigure(calmDays(rows.starts, rows.allDays, now), reader),
      openIncidents: openIncidentsFigure(incidents.length, reader),
      availability: missingFigure('availability', reader),
      usage: missingFigure('usage', reader),
      cost: missingFigure('cost', reader),
      backupsProved: missingFigure('backupsProved', reader),
    },
  }
}

type Starts = Awaited<ReturnType<typeof findServiceStarts>>

function serviceStrips(starts: Starts, days: readonly DayRow[], now: Date): readonly [string, DayStrip][] {
  const byService = rowsByKey(days)
  return starts.map(({ id, createdAt }) => [id, dayStrip(byService.get(id) ?? [], createdAt, now)])
}

/** Days without an incident that changes a state, among those on which some service was watched. */
function calmDays(starts: Starts, days: readonly DayRow[], now: Date): { calm: number; watched: number } {
  const first = starts.reduce((least, { createdAt }) => (createdAt < least ? createdAt : least), now)
  const { marks } = dayStrip(days, first, now)
  return {
    calm: marks.filter((mark) => mark === 'calm').length,
    watched: marks.filter((mark) => mark !== 'unknown').length,
  }
}
