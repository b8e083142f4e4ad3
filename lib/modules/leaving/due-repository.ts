import { directWork, type DueSource, type SqlPool } from '#lib/infra/jobs/index.ts'
import { erasureCarryOut, exportCarryOut } from './jobs.ts'

interface DueExport {
  readonly exportId: string
  readonly platformId: string
  readonly tenantId: string
}

/** Exports that wait for a worker, lost theirs, or whose file is to be removed, as the role `jobs` may see them. */
export const dueExports = (pool: SqlPool): DueSource => ({
  name: 'tenant-export',
  async due(limit) {
    const { rows } = await pool.query<DueExport>(
      `select id as "exportId", platform_id as "platformId", tenant_id as "tenantId" from tenant_export
        where state = 'queued' or (state = 'running' and lease_until < now()) or (state = 'done' and expires_at <= now())
        limit $1`,
      [limit],
    )
    return rows.map(({ exportId, ...owner }) => directWork(exportCarryOut, owner, { exportId }))
  },
  async msUntilNext() {
    const { rows } = await pool.query<{ ms: number | null }>(
      `select (extract(epoch from min(case state when 'done' then expires_at else coalesce(lease_until, now()) end) - now()) * 1000)::float8 as ms
         from tenant_export where state in ('queued', 'running', 'done')`,
    )
    return rows[0]?.ms ?? null
  },
})

interface DueErasure {
  readonly platformId: string
  readonly tenantId: string
}

/** Erasures that wait for a worker or lost theirs. */
export const dueErasures = (pool: SqlPool): DueSource => ({
  name: 'tenant-erasure',
  async due(limit) {
    const { rows } = await pool.query<DueErasure>(
      `select platform_id as "platformId", subject_id as "tenantId" from erasure_record
        where state = 'running' and (lease_until is null or lease_until < now()) limit $1`,
      [limit],
    )
    return rows.map((owner) => directWork(erasureCarryOut, owner, { tenantId: owner.tenantId }))
  },
  async msUntilNext() {
    const { rows } = await pool.query<{ ms: number | null }>(
      `select (extract(epoch from min(coalesce(lease_until, now())) - now()) * 1000)::float8 as ms from erasure_record where state = 'running'`,
    )
    return rows[0]?.ms ?? null
  },
})
