import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { rolePassword } from '#lib/infra/cluster/role-password.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import type { Installation } from '#testing/processes.ts'

/** The address of the embedded database of an installation, as the role `staff`. */
function staffUrl({ dataDirectory }: Installation): string {
  const [file = ''] = globSync('**/postmaster.pid', { cwd: dataDirectory })
  const port = readFileSync(join(dataDirectory, file), 'utf8').split('\n')[3]?.trim() ?? ''
  const secret = readFileSync(join(dataDirectory, 'secret'), 'utf8').trim()
  return `postgres://staff:${rolePassword(secret, 'staff')}@127.0.0.1:${port}/bailiwick`
}

/**
 * Puts a request of a member for a second person into an installation, and returns its id. For looking at it: which actions
 * there are to ask for is a matter of their modules.
 */
export async function insertWaitingRequest(
  installation: Installation,
  member: { readonly id: string; readonly name: string },
  target: string,
): Promise<string> {
  const id = randomUUID()
  await withClient(staffUrl(installation), async (client) => {
    await client.query(`select set_config('app.operator', 'on', false)`)
    await client.query(
      `insert into approval_request (id, permission, action, input, target, reason, requested_by, requested_by_name,
         created_at, expires_at)
       values ($1, 'tenant:erase', 'tenant.erase', $2, $3, $4, $5, $6, now(), now() + interval '24 hours')`,
      [
        id,
        JSON.stringify({ tenant: target }),
        target,
        'The contract ended on 31 October and all invoices are paid.',
        member.id,
        member.name,
      ],
    )
  })
  return id
}
