import { directWork, type DueSource, type SqlPool } from '#lib/infra/jobs/index.ts'
import { approvalDue } from './jobs.ts'

interface Due {
  readonly requestId: string
  readonly platformId: string | null
  readonly tenantId: string | null
}

/** Requests with which time alone does something: a delay is over, or nobody decided. As the role `jobs` may see them. */
export const dueRequests = (pool: SqlPool): DueSource => ({
  name: 'approvals',
  async due(limit) {
    const { rows } = await pool.query<Due>(
      `select id as "requestId", platform_id as "platformId", tenant_id as "tenantId" from approval_request
        where state = 'waiting' and least(not_before, expires_at) <= now() order by expires_at limit $1`,
      [limit],
    )
    return rows.map(({ requestId, ...owner }) => directWork(approvalDue, owner, { requestId }))
  },
  async msUntilNext() {
    const { rows } = await pool.query<{ ms: number | null }>(
      `select (extract(epoch from min(least(not_before, expires_at)) - now()) * 1000)::float8 as ms
        from approval_request where state = 'waiting'`,
    )
    return rows[0]?.ms ?? null
  },
})
