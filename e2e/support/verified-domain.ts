import { z } from 'zod'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import type { Installation } from '#testing/processes.ts'
import { databaseUrl } from './database-url.ts'
import type { Person } from './person.ts'

/**
 * Makes a domain of e-mail addresses one of `scope`, the operator unless told otherwise, as if our record stood in its DNS:
 * the names of these tests are in nobody's. The claim itself goes through the product.
 */
export async function verifyDomainOf(
  installation: Installation,
  admin: Person,
  domain: string,
  scope = 'operator',
): Promise<void> {
  const { id } = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/email-domains', {
    scope,
    body: { domain },
  })
  await withClient(databaseUrl(installation, 'auth'), async (client) => {
    await client.query('insert into verified_domain (domain, email_domain_id) values ($1, $2)', [domain, id])
  })
  await withClient(databaseUrl(installation, 'staff'), async (client) => {
    await client.query(`select set_config('app.operator', 'on', false)`)
    await client.query('update email_domain set verified_at = now() where id = $1', [id])
  })
}
