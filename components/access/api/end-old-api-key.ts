import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApiKeyView, RevokeApiKeyInput } from '#lib/modules/access/schemas.ts'

/** Ends the credential before the last rotation of an API key. */
export const endOldApiKey = (scope: string) =>
  writeEndpoint<ApiKeyView, RevokeApiKeyInput>({
    method: 'DELETE',
    scope,
    path: ({ keyId }) => `/api/v1/api-keys/${keyId}/old`,
    body: () => ({}),
    tables: ['api_key', 'audit_entry'],
  })
