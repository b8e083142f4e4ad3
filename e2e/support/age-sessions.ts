import { withClient } from '#lib/infra/cluster/with-client.ts'
import type { Installation } from '#testing/processes.ts'
import { databaseUrl } from './database-url.ts'

const COLUMNS = { rest: 'last_seen_at', factor: 'factor_at' } as const

/**
 * Makes the open sessions of a member older, as if minutes had passed: `rest` since they were last used, `factor` since the
 * second factor was shown in them, which closes step-up.
 */
export async function ageSessions(
  installation: Installation,
  email: string,
  { by, minutes }: { readonly by: keyof typeof COLUMNS; readonly minutes: number },
): Promise<void> {
  const column = COLUMNS[by]
  const aged = await withClient(
    databaseUrl(installation, 'auth'),
    async (client) =>
      await client.query(
        `update session set ${column} = ${column} - make_interval(mins => $2)
         where ended_at is null and member_id = (select id from member where email = $1)`,
        [email, minutes],
      ),
  )
  if (aged.rowCount === 0) throw new Error(`${email} has no open session`)
}
