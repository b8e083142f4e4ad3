import type { Owner } from '#lib/core/scope.ts'
import type { SqlPool } from './sql-pool.ts'

/** An outbox row that was claimed: what the dispatcher may see of it. */
export interface ClaimedRow {
  readonly id: string
  readonly kind: string
  readonly owner: Owner
}

/** The outbox as the role `jobs` may use it: ids and states, never payloads. All times are the database's. */
export interface OutboxStore {
  /** Claims rows that are due, at most `limit`, for `leaseSeconds`. Rows that another process holds are passed over. */
  claimDue(limit: number, leaseSeconds: number): Promise<ClaimedRow[]>
  /** Gives claimed rows back, due again after `seconds`: nobody could take them, or the run failed. */
  giveBack(ids: readonly string[], seconds: number, reason: string): Promise<void>
  /** Makes rows due again whose claim ran out: their process died. Returns how many. */
  releaseExpired(): Promise<number>
  /** Counts one more run of a row and renews its claim. Returns the run's number, or null when the row is done or dead. */
  begin(id: string, leaseSeconds: number): Promise<number | null>
  /** The work is done. */
  done(id: string): Promise<void>
  /** Given up: stays as it is until somebody looks at it. */
  dead(id: string, reason: string): Promise<void>
  /** Milliseconds until the next row becomes due, null when none waits. */
  msUntilNext(): Promise<number | null>
  /** Removes rows that were done more than `days` ago. Returns how many. */
  prune(days: number): Promise<number>
}

/** The longest reason that is kept. */
const REASON_LENGTH = 500

interface Row {
  id: string
  kind: string
  platform_id: string | null
  tenant_id: string | null
}

async function msUntilNext(pool: SqlPool): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>(
    `select (extract(epoch from min(at) - now()) * 1000)::float8 as ms from (
       select min(available_at) as at from outbox where state = 'pending'
       union all select min(claimed_until) from outbox where state = 'claimed') due`,
  )
  return rows[0]?.ms ?? null
}

/** The outbox over a pool of the role `jobs`. */
export function openOutboxStore(pool: SqlPool): OutboxStore {
  return {
    async claimDue(limit, leaseSeconds) {
      const { rows } = await pool.query<Row>(
        `update outbox set state = 'claimed', claimed_until = now() + make_interval(secs => $2)
          where id in (select id from outbox where state = 'pending' and available_at <= now()
                        order by available_at limit $1 for update skip locked)
          returning id, kind, platform_id, tenant_id`,
        [limit, leaseSeconds],
      )
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        owner: { platformId: row.platform_id, tenantId: row.tenant_id },
      }))
    },
    async giveBack(ids, seconds, reason) {
      await pool.query(
        `update outbox set state = 'pending', claimed_until = null, available_at = now() + make_interval(secs => $2), last_error = $3
          where id = any($1) and state = 'claimed'`,
        [ids, seconds, reason.slice(0, REASON_LENGTH)],
      )
    },
    async releaseExpired() {
      const { rowCount } = await pool.query(
        `update outbox set state = 'pending', claimed_until = null where state = 'claimed' and claimed_until < now()`,
      )
      return rowCount ?? 0
    },
    async begin(id, leaseSeconds) {
      const { rows } = await pool.query<{ attempts: number }>(
        `update outbox set state = 'claimed', attempts = attempts + 1, claimed_until = now() + make_interval(secs => $2)
          where id = $1 and state in ('pending', 'claimed') returning attempts`,
        [id, leaseSeconds],
      )
      return rows[0]?.attempts ?? null
    },
    async done(id) {
      await pool.query(
        `update outbox set state = 'done', done_at = now(), claimed_until = null, last_error = null where id = $1 and state <> 'dead'`,
        [id],
      )
    },
    async dead(id, reason) {
      await pool.query(
        `update outbox set state = 'dead', claimed_until = null, last_error = $2 where id = $1 and state <> 'done'`,
        [id, reason.slice(0, REASON_LENGTH)],
      )
    },
    msUntilNext: async () => await msUntilNext(pool),
    async prune(days) {
      const { rowCount } = await pool.query(
        `delete from outbox where state = 'done' and available_at < now() - make_interval(days => $1)`,
        [days],
      )
      return rowCount ?? 0
    },
  }
}
