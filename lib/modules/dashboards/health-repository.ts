import type { Tx } from '#lib/infra/db/index.ts'
import type { HealthState } from './domain/worst-state.ts'
import type { DayRow } from './domain/days.ts'

/* Whole fleets are counted by the database: one row per owner, day or page comes back, never one per service. */

/** Worst state and number of the services of one owner: of a tenant, or of a platform where `tenantId` is null. */
export interface OwnerState {
  readonly platformId: string
  readonly tenantId: string | null
  readonly state: HealthState
  readonly services: number
}

/** The services in scope by owner. The states stand in the database worst first, so the worst is the least. */
export const findOwnerStates = async (tx: Tx): Promise<OwnerState[]> =>
  await tx.$queryRaw<OwnerState[]>`
    select platform_id as "platformId", tenant_id as "tenantId", min(state)::text as state, count(*)::int as services
    from service group by platform_id, tenant_id`

/** Why the platforms are in their states: the reason of the service that came into the worst of them last. */
export const findReasons = async (tx: Tx, platforms: readonly string[], states: readonly HealthState[]) =>
  await tx.$queryRaw<{ platformId: string; reason: string }[]>`
    select p.id as "platformId", worst.reason
    from unnest(${[...platforms]}::uuid[], ${[...states]}::service_state[]) as p (id, state)
    cross join lateral (
      select service.reason from service
      where service.platform_id = p.id and service.state = p.state order by service.state_since desc limit 1
    ) as worst`

/** Names and standing of the tenants in scope. */
export const findTenantNames = async (tx: Tx) =>
  await tx.tenant.findMany({ select: { id: true, name: true, platformId: true, state: true } })

/** The worst severity of the incidents of every day in UTC, by platform. */
export const findPlatformDays = async (tx: Tx, since: Date, now: Date): Promise<DayRow[]> =>
  await tx.$queryRaw<DayRow[]>`
    select incident.platform_id::text as key, to_char(day, 'YYYY-MM-DD') as day, min(incident.severity)::text as severity,
      count(*)::int as incidents
    from incident
    cross join lateral generate_series(
      date_trunc('day', greatest(incident.opened_at, ${since}::timestamptz) at time zone 'UTC'),
      coalesce(incident.resolved_at, ${now}::timestamptz) at time zone 'UTC', interval '1 day') as day
    where incident.resolved_at is null or incident.resolved_at >= ${since}::timestamptz
    group by 1, 2`

/** The worst severity of the incidents of every day in UTC, by service; for the scope of one tenant or one service. */
export const findServiceDays = async (
  tx: Tx,
  since: Date,
  now: Date,
  serviceId: string | null = null,
): Promise<DayRow[]> =>
  await tx.$queryRaw<DayRow[]>`
    select incident.service_id::text as key, to_char(day, 'YYYY-MM-DD') as day, min(incident.severity)::text as severity,
      count(*)::int as incidents
    from incident
    cross join lateral generate_series(
      date_trunc('day', greatest(incident.opened_at, ${since}::timestamptz) at time zone 'UTC'),
      coalesce(incident.resolved_at, ${now}::timestamptz) at time zone 'UTC', interval '1 day') as day
    where incident.service_id is not null
      and (${serviceId}::uuid is null or incident.service_id = ${serviceId}::uuid)
      and (incident.resolved_at is null or incident.resolved_at >= ${since}::timestamptz)
    group by 1, 2`

/** When a service was made. */
export async function findServiceStart(tx: Tx, id: string): Promise<Date> {
  const { createdAt } = await tx.service.findUniqueOrThrow({ where: { id }, select: { createdAt: true } })
  return createdAt
}

/** When the services in scope were made: before, nobody watched them. */
export const findServiceStarts = async (tx: Tx) =>
  await tx.service.findMany({ select: { id: true, createdAt: true } })

/** Shared services of a platform, and those of its tenants that are not healthy; both worst first. */
export async function findShownServices(
  tx: Tx,
  take: { readonly shared: number; readonly ofTenants: number },
) {
  const select = {
    id: true,
    platformId: true,
    tenantId: true,
    name: true,
    state: true,
    reason: true,
    stateSince: true,
    platform: { select: { name: true } },
    tenant: { select: { name: true } },
  } as const
  const orderBy = [{ state: 'asc' }, { name: 'asc' }, { id: 'asc' }] as const
  return [
    ...(await tx.service.findMany({
      where: { tenantId: null },
      orderBy: [...orderBy],
      take: take.shared,
      select,
    })),
    ...(await tx.service.findMany({
      where: { tenantId: { not: null }, state: { not: 'healthy' } },
      orderBy: [...orderBy],
      take: take.ofTenants,
      select,
    })),
  ]
}
