import { directWork, type DueSource, type SqlPool } from '#lib/infra/jobs/index.ts'
import { stepFire } from './jobs.ts'

interface Due {
  readonly incidentId: string
  readonly step: number
  readonly platformId: string
  readonly tenantId: string | null
}

/**
 * The outbox row of a step that is due at once is queued within a moment; only what is older is found here, so that it is
 * not queued twice.
 */
const GRACE_SECONDS = 0.4

/** Steps of escalations that are due, as the role `jobs` may see them: ids alone. */
export const dueSteps = (pool: SqlPool): DueSource => ({
  name: 'escalation',
  async due(limit) {
    const { rows } = await pool.query<Due>(
      `select incident_id as "incidentId", step, platform_id as "platformId", tenant_id as "tenantId" from escalation_step
        where state = 'waiting' and due_at <= now() - make_interval(secs => $2) order by due_at limit $1`,
      [limit, GRACE_SECONDS],
    )
    return rows.map(({ incidentId, step, ...owner }) => directWork(stepFire, owner, { incidentId, step }))
  },
  async msUntilNext() {
    const { rows } = await pool.query<{ ms: number | null }>(
      `select (extract(epoch from min(due_at) - now()) * 1000)::float8 as ms from escalation_step where state = 'waiting'`,
    )
    const ms = rows[0]?.ms ?? null
    return ms === null ? null : ms + GRACE_SECONDS * 1000
  },
})
