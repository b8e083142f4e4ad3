import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ClaimDomainInput, DomainView } from '#lib/modules/identity/schemas.ts'

/** Says that a domain belongs to the scope. */
export const claimDomain = (scope: string) =>
  writeEndpoint<DomainView, ClaimDomainInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/email-domains',
    tables: ['identity_provider', 'audit_entry'],
  })
