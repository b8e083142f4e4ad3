'use client'
import { useQuery } from '@tanstack/react-query'
import { inboxQuery } from '#components/access/api/inbox-query.ts'
import { sourcesQuery } from '#components/access/api/sources-query.ts'
import { rulesQuery } from '#components/alerting/api/rules-query.ts'
import { fleetQuery } from '#components/dashboards/api/fleet-query.ts'
import { incidentsQuery } from '#components/incidents/api/incidents-query.ts'
import { metricNamesQuery } from '#components/tenancy/api/metric-names-query.ts'
import { metricNames } from '#components/tenancy/service-words.ts'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import type { ListInboxOutput } from '#lib/modules/notifications/schemas.ts'
import { oldestOf, tourFacts, tourProgress, type TourProgress } from './tour-steps.ts'

/** What the tour goes by: all of it is asked of the server, nothing is remembered here. */
export interface Tour {
  /** Undefined until the server has answered once. */
  readonly progress: TourProgress | undefined
  readonly problem: string | null
  readonly platform: FleetOverview['platforms'][number] | null
  /** The scope of the tenant; null before there is one. */
  readonly scope: string | null
  /** Metrics of the tenant with a sample of the last five minutes. */
  readonly metrics: readonly string[]
  /** The incident to look at: one that nobody has, else the newest; null before there is one. */
  readonly incident: IncidentView | null
  /** When the member was paged about it; null when not. */
  readonly pagedAt: string | null
}

/** How often the server is asked while something is waited for, in milliseconds. */
const EVERY_MS = 2000

/** Follows the way from an empty installation to an alert that somebody has, in the oldest platform and its oldest tenant. */
export function useTour(): Tour {
  const fleet = useQuery(fleetQuery('operator'))
  const { platforms = [], tenants = [] } = fleet.data ?? {}
  const platform = oldestOf(platforms.filter(({ isSelf }) => !isSelf))
  const tenant = oldestOf(tenants.filter(({ platformId }) => platformId === platform?.id))
  const scope = tenant === null ? null : `tenant:${tenant.id}`
  const { answers, incidents, items, ...known } = useTenant(scope)
  const all = [fleet, ...answers]
  const incident = incidents.find(({ state }) => state === 'open') ?? incidents[0] ?? null
  return {
    progress: all.some(({ isPending }) => isPending)
      ? undefined
      : tourProgress(tourFacts(platform, tenant, { ...known, incidents })),
    problem: all.find(({ error }) => error !== null)?.error?.message ?? null,
    platform,
    scope,
    metrics: known.metrics,
    incident,
    pagedAt: pageAbout(incident, items),
  }
}

const pageAbout = (incident: IncidentView | null, items: ListInboxOutput['items']): string | null =>
  items.find(({ purpose, incidentId }) => purpose === 'page' && incidentId === incident?.id)?.at ?? null

/** What is known of a tenant; empty without one. */
function useTenant(scope: string | null) {
  const place = scope ?? 'operator'
  const often = { enabled: scope !== null, refetchInterval: EVERY_MS }
  const sources = useQuery({ ...sourcesQuery(place), ...often })
  const names = useQuery({ ...metricNamesQuery(place, '{__name__=~".+"}'), ...often })
  const rules = useQuery({ ...rulesQuery(place), ...often })
  const incidents = useQuery({ ...incidentsQuery(place, { state: 'all' }), ...often })
  const inbox = useQuery({ ...inboxQuery(place), ...often })
  // Without a tenant nothing is asked, and what another page asked in this place is not meant.
  if (scope === null) return { answers: [], sources: [], metrics: [], rules: [], incidents: [], items: [] }
  return {
    answers: [sources, names, rules, incidents, inbox],
    sources: sources.data?.sources ?? [],
    metrics: names.data === undefined ? [] : metricNames(names.data),
    rules: rules.data?.rules ?? [],
    incidents: incidents.data?.incidents ?? [],
    items: inbox.data?.items ?? [],
  }
}
