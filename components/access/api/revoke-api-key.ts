import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApiKeyView, RevokeApiKeyInput } from '#lib/modules/access/schemas.ts'

/** Ends an API key; whatever calls with it is refused. */
export const revokeApiKey = (scope: string) =>
  writeEndpoint<ApiKeyView, RevokeApiKeyInput>({
    method: 'DELETE',
    scope,
    path: ({ keyId }) => `/api/v1/api-keys/${keyId}`,
    body: () => ({}),
    tables: ['api_key', 'audit_entry'],
  })
