import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { CreateApiKeyOutput, RotateApiKeyInput } from '#lib/modules/access/schemas.ts'

/** Gives an API key a new credential; the old one works for the overlap. */
export const rotateApiKey = (scope: string) =>
  writeEndpoint<CreateApiKeyOutput, RotateApiKeyInput>({
    method: 'POST',
    scope,
    path: ({ keyId }) => `/api/v1/api-keys/${keyId}/rotate`,
    body: ({ overlapSeconds }) => ({ overlapSeconds }),
    tables: ['api_key', 'audit_entry'],
  })
