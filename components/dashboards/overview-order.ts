import type { Text } from '#components/language/use-text.ts'
import { inTurn } from '#components/ui/sort-rows.ts'
import { stateText } from '#components/ui/state-text.ts'
import { compareStates, STATES_WORST_FIRST, worstFirst, type HealthState } from '#components/ui/states.ts'
import type { FleetOverview, OpenIncident } from '#lib/modules/dashboards/schemas.ts'

type Platform = FleetOverview['platforms'][number]
type Tenant = FleetOverview['tenants'][number]

/** Platforms by what needs a person: the worse state first, then more open incidents, then the name. */
export const platformsWorstFirst = (platforms: readonly Platform[]): readonly Platform[] =>
  platforms.toSorted(
    inTurn<Platform>(
      (a, b) => compareStates(a.state, b.state),
      (a, b) => b.openIncidents - a.openIncidents,
      (a, b) => a.name.localeCompare(b.name),
    ),
  )

/** Tenants of one platform, worst first. */
export interface TenantGroup {
  readonly platformId: string
  readonly platformName: string
  readonly tenants: readonly Tenant[]
}

/** Tenants by platform: platforms in the order of their worst tenant, tenants worst first. */
export function groupTenants(tenants: readonly Tenant[]): readonly TenantGroup[] {
  const groups = new Map<string, Tenant[]>()
  const sorted = tenants.toSorted(worstFirst)
  for (const tenant of sorted)
    groups.set(tenant.platformId, [...(groups.get(tenant.platformId) ?? []), tenant])
  return [...groups.entries()].map(([platformId, list]) => ({
    platformId,
    platformName: list[0]?.platformName ?? '',
    tenants: list,
  }))
}

/** Tenants by state, in words. */
export interface TenantCounts {
  readonly all: number
  readonly healthy: number
  /** Null without any tenant. */
  readonly worst: HealthState | null
  /** What is not healthy, counted in words: `2 down, 1 no data`; null when everything is healthy. */
  readonly others: string | null
}

/** Adds up counts of tenants, of one platform or of several. */
export function tenantCounts(
  t: Text<'dashboards'>,
  ui: Text<'ui'>,
  counts: FleetOverview['tenantStates'],
): TenantCounts {
  const byState = STATES_WORST_FIRST.map((state) => ({
    state,
    count: counts.filter((each) => each.state === state).reduce((sum, { count }) => sum + count, 0),
  })).filter(({ count }) => count > 0)
  const others = byState.filter(({ state }) => state !== 'healthy')
  return {
    all: byState.reduce((sum, { count }) => sum + count, 0),
    healthy: byState.find(({ state }) => state === 'healthy')?.count ?? 0,
    worst: byState[0]?.state ?? null,
    others:
      others.length === 0
        ? null
        : others
            .map(({ state, count }) => t('counted', { count, state: stateText(ui, state).toLowerCase() }))
            .join(', '),
  }
}

/** Open incidents by severity: `1 × P1, 2 × P3`; empty for none. */
export function severityCounts(incidents: readonly OpenIncident[]): string {
  return (['P0', 'P1', 'P2', 'P3'] as const)
    .map((severity) => ({
      severity,
      count: incidents.filter((incident) => incident.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} × ${severity}`)
    .join(', ')
}

/** The state that open incidents put a figure in: none is healthy, P0 and P1 count as down. */
export function incidentState(incidents: readonly Pick<OpenIncident, 'severity'>[]): HealthState {
  if (incidents.length === 0) return 'healthy'
  return incidents.some(({ severity }) => severity === 'P0' || severity === 'P1') ? 'down' : 'degraded'
}
