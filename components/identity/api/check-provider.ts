import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { CheckProviderOutput, ProviderRef } from '#lib/modules/identity/schemas.ts'

/** Looks at an identity provider as a sign-on would. */
export const checkProvider = (scope: string) =>
  writeEndpoint<CheckProviderOutput, ProviderRef>({
    method: 'POST',
    scope,
    path: ({ providerId }) => `/api/v1/identity-providers/${providerId}/check`,
    body: () => ({}),
    tables: [],
  })
