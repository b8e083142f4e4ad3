import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { DomainRef } from '#lib/modules/identity/schemas.ts'

/** Gives a domain back. */
export const releaseDomain = (scope: string) =>
  writeEndpoint<{ readonly id: string }, DomainRef>({
    method: 'DELETE',
    scope,
    path: ({ domainId }) => `/api/v1/email-domains/${domainId}`,
    body: () => ({}),
    tables: ['identity_provider', 'audit_entry'],
  })
