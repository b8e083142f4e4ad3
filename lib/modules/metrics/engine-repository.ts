import { newId, type openPool } from '#lib/infra/db/index.ts'
import type { SeriesOwner } from './domain/head/series.ts'
import type { ServiceSignal, WatchedService } from './domain/service-signals.ts'

/** Connections as the role `engine`. */
export type EnginePool = ReturnType<typeof openPool>

/** A platform or tenant, as far as the engine needs to know it. */
export interface NamedPart {
  readonly id: string
  readonly name: string
}

/** A tenant with the platform to which it belongs. */
export interface TenantPart extends NamedPart {
  readonly platformId: string
}

/** A time for which a tenant is or was suspended, milliseconds since 1970. */
export interface ShutTime {
  readonly tenantId: string
  readonly fromMs: number
  readonly untilMs: number | null
}

/** A row of `scrape_target` that is to be scraped. */
export interface TargetRow {
  readonly id: string
  readonly url: string
  readonly job: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly platformId: string
  readonly tenantId: string | null
  readonly labels: unknown
}

/** An entry of the operator's list of addresses that may be called. */
export interface AllowRow {
  readonly cidr: string
  readonly port: number
  readonly platformId: string | null
}

/** All platforms and tenants. */
export async function listParts(pool: EnginePool): Promise<{
  platforms: readonly NamedPart[]
  tenants: readonly TenantPart[]
  shut: readonly ShutTime[]
}> {
  const platforms = await pool.query<NamedPart>('select id, name from platform')
  const tenants = await pool.query<TenantPart>(`select id, name, platform_id as "platformId" from tenant`)
  // Older ones lie before everything that the log can hold.
  const shut = await pool.query<ShutTime>(
    `select tenant_id::text as "tenantId", (extract(epoch from since) * 1000)::float8 as "fromMs",
            (extract(epoch from ended_at) * 1000)::float8 as "untilMs"
       from suspension where ended_at is null or ended_at > now() - interval '32 days'`,
  )
  return { platforms: platforms.rows, tenants: tenants.rows, shut: shut.rows }
}

/** All targets that are to be scraped: the enabled ones whose tenant is not suspended. */
export async function listTargetRows(pool: EnginePool): Promise<readonly TargetRow[]> {
  const { rows } = await pool.query<TargetRow>(
    `select t.id, t.url, t.job, t.interval_seconds as "intervalSeconds", t.timeout_seconds as "timeoutSeconds",
       t.platform_id as "platformId", t.tenant_id as "tenantId", t.labels
     from scrape_target t left join tenant on tenant.id = t.tenant_id
     where t.enabled and tenant.state is distinct from 'suspended'
     order by t.id`,
  )
  return rows
}

/** The platform that Bailiwick itself is; null before it was made. */
export async function findSelfPlatform(pool: EnginePool): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id from platform where is_self')
  return rows[0]?.id ?? null
}

/** The operator's list of private addresses that may be called. */
export async function listAllowed(pool: EnginePool): Promise<readonly AllowRow[]> {
  const { rows } = await pool.query<AllowRow>(
    'select cidr, port, platform_id as "platformId" from outgoing_allow',
  )
  return rows
}

/** Writes the service of a job; nothing happens when there is one already. */
export async function insertService(pool: EnginePool, owner: SeriesOwner, job: string): Promise<void> {
  await pool.query(
    'insert into service (id, platform_id, tenant_id, name) values ($1, $2, $3, $4) on conflict do nothing',
    [newId(), owner.platformId, owner.tenantId, job],
  )
}

/** All services with what was noticed about them last. */
export async function listServices(
  pool: EnginePool,
): Promise<readonly (WatchedService & { readonly signal: ServiceSignal })[]> {
  const { rows } = await pool.query<WatchedService & { signal: ServiceSignal }>(
    `select id, platform_id as "platformId", tenant_id as "tenantId", name, signal from service`,
  )
  return rows
}

/** Writes what changed as outbox rows of the services' owners. */
export async function insertSignals(
  pool: EnginePool,
  changes: readonly { readonly service: WatchedService; readonly signal: ServiceSignal }[],
): Promise<void> {
  const rows = changes.map(({ service, signal }) => ({
    id: newId(),
    platform_id: service.platformId,
    tenant_id: service.tenantId,
    payload: { serviceId: service.id, signal },
  }))
  await pool.query(
    `insert into outbox (id, platform_id, tenant_id, kind, payload)
     select id, platform_id, tenant_id, 'service.signal', payload
       from jsonb_to_recordset($1::jsonb) as x(id uuid, platform_id uuid, tenant_id uuid, payload jsonb)`,
    [JSON.stringify(rows)],
  )
}
