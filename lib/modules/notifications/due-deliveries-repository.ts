import { directWork, type DueSource, type SqlPool } from '#lib/infra/jobs/index.ts'
import { deliverySend } from './jobs.ts'

interface Due {
  readonly id: string
  readonly platform_id: string
  readonly tenant_id: string | null
}

/** Deliveries that are due, and those whose worker's lease ran out, as the role `jobs` may see them: ids alone. */
export const dueDeliveries = (pool: SqlPool): DueSource => ({
  name: 'delivery',
  async due(limit) {
    const { rows } = await pool.query<Due>(
      `select id, platform_id, tenant_id from delivery
        where (state in ('pending', 'failed', 'unknown') and available_at <= now()) or (state = 'sending' and lease_until <= now())
        order by available_at limit $1`,
      [limit],
    )
    return rows.map((row) =>
      directWork(
        deliverySend,
        { platformId: row.platform_id, tenantId: row.tenant_id },
        { deliveryId: row.id },
      ),
    )
  },
  async msUntilNext() {
    const { rows } = await pool.query<{ ms: number | null }>(
      `select extract(epoch from min(case when state = 'sending' then lease_until else available_at end) - now())::float8 * 1000 as ms
         from delivery where state in ('pending', 'failed', 'unknown', 'sending')`,
    )
    const ms = rows[0]?.ms ?? null
    return ms === null ? null : Math.max(0, ms)
  },
})
