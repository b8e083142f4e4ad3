import { withClient } from '#lib/infra/cluster/with-client.ts'
import type { Installation } from '#testing/processes.ts'
import { databaseUrl } from './database-url.ts'

/** Ends every wait after wrong attempts as if its time had passed; what was counted stays. */
export async function letWaitsEnd(installation: Installation): Promise<void> {
  await withClient(
    databaseUrl(installation, 'auth'),
    async (client) =>
      await client.query(`update guess_count set waits_until = now() where waits_until > now()`),
  )
}
