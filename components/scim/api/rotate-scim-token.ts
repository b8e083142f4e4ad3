import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ScimTokenRef, ScimTokenWithCredential } from '#lib/modules/scim/schemas.ts'

/** Gives a SCIM token a new credential; the old one is taken for a day more. Needs a fresh second factor. */
export const rotateScimToken = (scope: string) =>
  writeEndpoint<ScimTokenWithCredential, ScimTokenRef>({
    method: 'POST',
    scope,
    path: ({ scimTokenId }) => `/api/v1/scim-tokens/${scimTokenId}/rotate`,
    body: () => ({}),
    tables: ['scim_token', 'audit_entry'],
  })
