import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { CreateProviderInput, ProviderView } from '#lib/modules/identity/schemas.ts'

/** Adds an identity provider. */
export const createProvider = (scope: string) =>
  writeEndpoint<ProviderView, CreateProviderInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/identity-providers',
    tables: ['identity_provider', 'audit_entry'],
  })
