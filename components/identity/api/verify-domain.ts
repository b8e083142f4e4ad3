import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { DomainRef, DomainView } from '#lib/modules/identity/schemas.ts'

/** Looks for the record of a domain in DNS. */
export const verifyDomain = (scope: string) =>
  writeEndpoint<DomainView, DomainRef>({
    method: 'POST',
    scope,
    path: ({ domainId }) => `/api/v1/email-domains/${domainId}/verify`,
    body: () => ({}),
    tables: ['identity_provider', 'audit_entry'],
  })
