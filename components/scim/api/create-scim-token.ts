import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { CreateScimTokenInput, ScimTokenWithCredential } from '#lib/modules/scim/schemas.ts'

/** Makes a SCIM token; the credential is in this answer only. Needs a fresh second factor. */
export const createScimToken = (scope: string) =>
  writeEndpoint<ScimTokenWithCredential, CreateScimTokenInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/scim-tokens',
    tables: ['scim_token', 'audit_entry'],
  })
