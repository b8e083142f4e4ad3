import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ProviderChange, ProviderRef, ProviderView } from '#lib/modules/identity/schemas.ts'

/** Changes an identity provider. */
export const updateProvider = (scope: string) =>
  writeEndpoint<ProviderView, ProviderRef & ProviderChange>({
    method: 'PATCH',
    scope,
    path: ({ providerId }) => `/api/v1/identity-providers/${providerId}`,
    body: ({ providerId: _id, ...change }) => change,
    tables: ['identity_provider', 'audit_entry'],
  })
