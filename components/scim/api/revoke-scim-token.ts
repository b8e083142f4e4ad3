import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ScimTokenRef, ScimTokenView } from '#lib/modules/scim/schemas.ts'

/** Revokes a SCIM token for good. Needs a fresh second factor. */
export const revokeScimToken = (scope: string) =>
  writeEndpoint<ScimTokenView, ScimTokenRef>({
    method: 'DELETE',
    scope,
    path: ({ scimTokenId }) => `/api/v1/scim-tokens/${scimTokenId}`,
    body: () => ({}),
    tables: ['scim_token', 'audit_entry'],
  })
