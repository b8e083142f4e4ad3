import { randomUUID } from 'node:crypto'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import type { Installation } from '#testing/processes.ts'
import { databaseUrl } from './database-url.ts'

/**
 * Puts a request of a member for a second person into an installation, and returns its id. For looking at it: which actions
 * there are to ask for is a matter of their modules. It expires after `secondsLeft`, a day unless told otherwise.
 */
export async function insertWaitingRequest(
  installation: Installation,
  member: { readonly id: string; readonly name: string },
  target: string,
  secondsLeft = 86_400,
): Promise<string> {
  const id = randomUUID()
  await withClient(databaseUrl(installation, 'staff'), async (client) => {
    await client.query(`select set_config('app.operator', 'on', false)`)
    await client.query(
      `insert into approval_request (id, permission, action, input, target, reason, requested_by, requested_by_name,
         created_at, expires_at)
       values ($1, 'tenant:erase', 'tenant.erase', $2, $3, $4, $5, $6, now(), now() + make_interval(secs => $7))`,
      [
        id,
        JSON.stringify({ tenant: target }),
        target,
        'The contract ended on 31 October and all invoices are paid.',
        member.id,
        member.name,
        secondsLeft,
      ],
    )
  })
  return id
}
