import type { Tx } from '#lib/infra/db/index.ts'
import type { HealthState } from './domain/worst-state.ts'

/* A cell of the matrix is a service of a tenant's own, or a shared service as the tenant is told of it. */

/** What narrows the matrix; null for everything. The texts are patterns of `like`, in lower case. */
export interface MatrixFilter {
  readonly platformId: string | null
  readonly state: HealthState | null
  readonly tenant: string | null
}

/** How many tenants and cells are in a state: a tenant counts in its worst one. */
export interface StateCount {
  readonly state: HealthState
  readonly tenants: number
  readonly cells: number
}

/** One tenant of the matrix. */
export interface MatrixLine {
  readonly id: string
  readonly name: string
  readonly platformId: string
  readonly platformName: string
  readonly isSuspended: boolean
  readonly state: HealthState
  readonly down: number
  readonly degraded: number
  readonly stale: number
  readonly unknown: number
  readonly learning: number
  readonly maintenance: number
  readonly healthy: number
  /** How many tenants pass the filter in all. */
  readonly matching: number
}

/** One cell, a service as one tenant has it. */
export interface MatrixCell {
  readonly tenantId: string
  readonly serviceId: string
  readonly name: string
  readonly state: HealthState
  readonly isShared: boolean
}

/** One column: a name of services, and how many of its cells are not healthy. */
export interface MatrixColumn {
  readonly name: string
  readonly cells: number
  readonly unhealthy: number
  /** How many columns there are in all. */
  readonly columns: number
}

/** Tenants and cells by state. A tenant without any service is unknown. */
export const countCells = async (tx: Tx, platformId: string | null): Promise<StateCount[]> =>
  await tx.$queryRaw<StateCount[]>`
    with line as (
      select tenant_id, min(state) as worst from (
        select tenant_id, state from service where tenant_id is not null
        union all select tenant_id, state from tenant_service_state
      ) as cell group by tenant_id
    ), tenants as (
      select coalesce(line.worst, 'unknown') as state, count(*)::int as n
      from tenant left join line on line.tenant_id = tenant.id
      where ${platformId}::uuid is null or tenant.platform_id = ${platformId}::uuid group by 1
    ), cells as (
      select state, count(*)::int as n from (
        select platform_id, state from service where tenant_id is not null
        union all select platform_id, state from tenant_service_state
      ) as cell where ${platformId}::uuid is null or platform_id = ${platformId}::uuid group by 1
    )
    select coalesce(tenants.state, cells.state)::text as state, coalesce(tenants.n, 0) as tenants, coalesce(cells.n, 0) as cells
    from tenants full join cells on cells.state = tenants.state`

/** One page of tenants, the worst first: by worst state, by how many are in it and in the next, then by name. */
export const findLines = async (
  tx: Tx,
  { platformId, state, tenant }: MatrixFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<MatrixLine[]> =>
  await tx.$queryRaw<MatrixLine[]>`
    with line as (
      select tenant_id, min(state) as worst,
        count(*) filter (where state = 'down')::int as down, count(*) filter (where state = 'degraded')::int as degraded,
        count(*) filter (where state = 'stale')::int as stale, count(*) filter (where state = 'unknown')::int as unknown,
        count(*) filter (where state = 'learning')::int as learning,
        count(*) filter (where state = 'maintenance')::int as maintenance,
        count(*) filter (where state = 'healthy')::int as healthy,
        coalesce(bool_or(state = ${state}::service_state), false) as wanted
      from (
        select tenant_id, state from service where tenant_id is not null
        union all select tenant_id, state from tenant_service_state
      ) as cell group by tenant_id
    )
    select tenant.id, tenant.name, tenant.platform_id as "platformId", platform.name as "platformName",
      tenant.state = 'suspended' as "isSuspended", coalesce(line.worst, 'unknown')::text as state,
      coalesce(down, 0) as down, coalesce(degraded, 0) as degraded, coalesce(stale, 0) as stale,
      coalesce(unknown, 0) as unknown, coalesce(learning, 0) as learning, coalesce(maintenance, 0) as maintenance,
      coalesce(healthy, 0) as healthy, count(*) over ()::int as matching
    from tenant join platform on platform.id = tenant.platform_id left join line on line.tenant_id = tenant.id
    where (${platformId}::uuid is null or tenant.platform_id = ${platformId}::uuid)
      and (${state}::service_state is null or line.wanted or (line.worst is null and ${state} = 'unknown'))
      and (${tenant}::text is null or lower(tenant.name) like ${tenant})
    order by coalesce(line.worst, 'unknown'), coalesce(down, 0) desc, coalesce(degraded, 0) desc, coalesce(stale, 0) desc,
      coalesce(unknown, 0) desc, tenant.name, tenant.id
    offset ${page.offset} limit ${page.limit}`

/** The columns: names of services, what is least healthy first, then by name; `service` is a pattern of `like`. */
export const findColumns = async (
  tx: Tx,
  filter: { readonly platformId: string | null; readonly service: string | null },
  limit: number,
): Promise<MatrixColumn[]> =>
  await tx.$queryRaw<MatrixColumn[]>`
    select name, count(*)::int as cells, count(*) filter (where state <> 'healthy')::int as unhealthy,
      count(*) over ()::int as columns
    from (
      select platform_id, name, state from service where tenant_id is not null
      union all select platform_id, name, state from tenant_service_state
    ) as cell
    where (${filter.platformId}::uuid is null or platform_id = ${filter.platformId}::uuid)
      and (${filter.service}::text is null or lower(name) like ${filter.service})
    group by name order by 3 desc, name limit ${limit}`

/** The cells of these tenants in these columns. */
export const findCells = async (
  tx: Tx,
  tenants: readonly string[],
  names: readonly string[],
): Promise<MatrixCell[]> =>
  await tx.$queryRaw<MatrixCell[]>`
    select tenant_id as "tenantId", id as "serviceId", name, state::text as state, false as "isShared"
    from service where tenant_id = any (${[...tenants]}::uuid[]) and name = any (${[...names]}::text[])
    union all
    select tenant_id, service_id, name, state::text, true
    from tenant_service_state where tenant_id = any (${[...tenants]}::uuid[]) and name = any (${[...names]}::text[])`
