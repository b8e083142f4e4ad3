import type { Say } from '#lib/core/say.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { retellReason } from '#lib/core/words.ts'
import { listPlatforms } from '#lib/modules/tenancy/index.ts'
import type { PlatformView } from '#lib/modules/tenancy/index.ts'
import { dayStrip, rowsByKey, stripStart, type DayRow } from './domain/days.ts'
import { fleetSentence } from './domain/sentences.ts'
import { STATE_ORDER, worstState, type HealthState } from './domain/worst-state.ts'
import {
  figureReader,
  missingFigure,
  openIncidentsFigure,
  pagesFigure,
  sourcesFigure,
  tenantsHealthyFigure,
} from './figures.ts'
import {
  findOwnerStates,
  findPlatformDays,
  findReasons,
  findShownServices,
  findTenantNames,
  type OwnerState,
} from './health-repository.ts'
import { countOpenIncidents, countPages, findOpenIncidents, findSourceAges } from './repository.ts'
import type { FleetOverview } from './schemas.ts'
import { sourceStanding } from './source-standing.ts'
import { toOpenIncident, toShownService } from './views.ts'

const DAY_MS = 86_400_000
/** Tenants that are named; all of them are counted, and the matrix lists them. */
const NAMED = 200
/** Shared services of a platform that are shown, and services of its tenants that need somebody. */
const SHOWN = { shared: 100, ofTenants: 50 }

type PlatformLine = FleetOverview['platforms'][number]
type TenantLine = FleetOverview['tenants'][number]

/** What is wrong, what changed and who needs a person, over every platform in scope. */
export async function fleetOverview(ctx: RequestContext): Promise<FleetOverview> {
  authorize(ctx, 'platform:read')
  const now = ctx.clock.now()
  const reader = figureReader(ctx, now)
  const platforms = await listPlatforms(ctx)
  const rows = await ctx.db.read(async (tx) => ({
    owners: await findOwnerStates(tx),
    tenants: await findTenantNames(tx),
    incidents: await findOpenIncidents(tx),
    open: await countOpenIncidents(tx),
    days: await findPlatformDays(tx, stripStart(now), now),
    pages: await countPages(tx, new Date(now.getTime() - DAY_MS)),
    sources: await findSourceAges(tx, now),
    services: ctx.scope.kind === 'platform' ? await findShownServices(tx, SHOWN) : [],
  }))
  const incidents = rows.incidents.map(toOpenIncident)
  const open = new Map(rows.open.map((each) => [each.platformId, each.incidents]))
  const openInAll = [...open.values()].reduce((sum, each) => sum + each, 0)
  const tenants = tenantLines(rows.tenants, rows.owners, platforms)
  const lines = await withReasons(ctx, platformLines(platforms, { ...rows, open, ...reader }))
  const healthy = tenants.filter(({ state }) => state === 'healthy').length
  const sources = sourceStanding(rows.sources, now)
  return {
    sentence: fleetSentence(lines, openInAll),
    asOf: now.toISOString(),
    sources,
    figures: {
      sources: sourcesFigure(sources.reporting, sources.all, reader),
      tenantsHealthy: tenantsHealthyFigure(healthy, reader),
      tenants: tenants.length,
      openIncidents: openIncidentsFigure(openInAll, reader),
      pages24h: pagesFigure(rows.pages, reader),
      errorBudget: missingFigure('errorBudget', reader),
      backupsProved: missingFigure('backupsProved', reader),
      cost: missingFigure('cost', reader),
    },
    platforms: lines,
    tenants: worstTenants(tenants),
    tenantStates: countTenants(tenants),
    incidents,
    services: rows.services.map((row) => toShownService(row, ctx.language)),
  }
}

function tenantLines(
  tenants: Awaited<ReturnType<typeof findTenantNames>>,
  owners: readonly OwnerState[],
  platforms: readonly PlatformView[],
): readonly TenantLine[] {
  const states = new Map(owners.map(({ tenantId, state }) => [tenantId, state]))
  const names = new Map(platforms.map(({ id, name }) => [id, name]))
  return tenants.map((tenant) => ({
    id: tenant.id,
    name: tenant.name,
    platformId: tenant.platformId,
    platformName: names.get(tenant.platformId) ?? '',
    state: states.get(tenant.id) ?? 'unknown',
    isSuspended: tenant.state === 'suspended',
  }))
}

const rank = (state: HealthState): number => STATE_ORDER.indexOf(state)

const worstTenants = (tenants: readonly TenantLine[]): TenantLine[] =>
  tenants
    .toSorted((a, b) => {
      const order = rank(a.state) - rank(b.state)
      return order === 0 ? a.name.localeCompare(b.name) : order
    })
    .slice(0, NAMED)

function countTenants(tenants: readonly TenantLine[]): FleetOverview['tenantStates'] {
  const byPlatform = Map.groupBy(tenants, ({ platformId }) => platformId)
  return [...byPlatform].flatMap(([platformId, own]) =>
    STATE_ORDER.map((state) => ({
      platformId,
      state,
      count: own.filter((tenant) => tenant.state === state).length,
    })).filter(({ count }) => count > 0),
  )
}

interface PlatformParts {
  readonly owners: readonly OwnerState[]
  readonly tenants: readonly { readonly platformId: string }[]
  readonly days: readonly DayRow[]
  readonly open: ReadonlyMap<string, number>
  readonly now: Date
  readonly say: Say
}

function platformLines(platforms: readonly PlatformView[], parts: PlatformParts): readonly PlatformLine[] {
  const owners = Map.groupBy(parts.owners, ({ platformId }) => platformId)
  const days = rowsByKey(parts.days)
  return platforms.map((platform) => {
    const own = owners.get(platform.id) ?? []
    return {
      id: platform.id,
      name: platform.name,
      isSelf: platform.isSelf,
      state: worstState(own.map(({ state }) => state)),
      tenants: parts.tenants.filter(({ platformId }) => platformId === platform.id).length,
      services: own.reduce((sum, { services }) => sum + services, 0),
      openIncidents: parts.open.get(platform.id) ?? 0,
      reason: parts.say('No service has sent samples yet.'),
      days: dayStrip(days.get(platform.id) ?? [], new Date(platform.createdAt), parts.now),
    }
  })
}

/** The lines with the reason of the service that is in the state of its platform. */
async function withReasons(
  ctx: RequestContext,
  lines: readonly PlatformLine[],
): Promise<FleetOverview['platforms']> {
  const found = await ctx.db.read(
    async (tx) =>
      await findReasons(
        tx,
        lines.map(({ id }) => id),
        lines.map(({ state }) => state),
      ),
  )
  const reasons = new Map(
    found.map(({ platformId, reason }) => [platformId, retellReason(ctx.language, reason)]),
  )
  return lines.map((line) => ({ ...line, reason: reasons.get(line.id) ?? line.reason }))
}
