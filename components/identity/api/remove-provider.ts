import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ProviderRef } from '#lib/modules/identity/schemas.ts'

/** Removes an identity provider with the roles that its groups gave. */
export const removeProvider = (scope: string) =>
  writeEndpoint<{ readonly id: string }, ProviderRef>({
    method: 'DELETE',
    scope,
    path: ({ providerId }) => `/api/v1/identity-providers/${providerId}`,
    body: () => ({}),
    tables: ['identity_provider', 'role_binding', 'member', 'audit_entry'],
  })
