import type { openPool } from '#lib/infra/db/index.ts'
import { KEPT_SESSION_DAYS } from '#lib/core/session-limits.ts'

/** Records about accounts that have a limit, as the role `jobs` may use them: it sees ages, and deletes what is too old. */
export interface AccountRecords {
  /** Deletes what is older than `KEPT_SESSION_DAYS`; the policies of the database allow no more. Returns how many. */
  prune(): Promise<number>
}

/** The records over a pool of the role `jobs`. */
export function openAccountRecords(pool: Pick<ReturnType<typeof openPool>, 'query'>): AccountRecords {
  const remove = async (statement: string): Promise<number> =>
    (await pool.query(statement, [KEPT_SESSION_DAYS])).rowCount ?? 0
  return {
    async prune() {
      return (
        (await remove(
          'delete from session where coalesce(ended_at, expires_at) < now() - make_interval(days => $1)',
        )) +
        (await remove('delete from account_notice where created_at < now() - make_interval(days => $1)')) +
        (await remove('delete from email_change where created_at < now() - make_interval(days => $1)')) +
        (await remove('delete from sign_in_link where created_at < now() - make_interval(days => $1)')) +
        (await remove('delete from unlock_link where created_at < now() - make_interval(days => $1)')) +
        // Counts of wrong attempts are forgotten long before; their policy says two days.
        (await remove('delete from guess_count where seen_at < now() - make_interval(days => least($1, 2))'))
      )
    },
  }
}
