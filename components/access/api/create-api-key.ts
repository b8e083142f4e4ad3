import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { CreateApiKeyInput, CreateApiKeyOutput } from '#lib/modules/access/schemas.ts'

/** Creates an API key with some of the own permissions; the credential is in this answer only. */
export const createApiKey = (scope: string) =>
  writeEndpoint<CreateApiKeyOutput, CreateApiKeyInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/api-keys',
    tables: ['api_key', 'audit_entry'],
  })
