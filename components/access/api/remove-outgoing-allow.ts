import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { OutgoingAllowRef, Touched } from '#lib/modules/access/schemas.ts'

/** Takes back that a private range may be reached; needs a fresh second factor. */
export const removeOutgoingAllow = (scope: string) =>
  writeEndpoint<Touched, OutgoingAllowRef>({
    method: 'DELETE',
    scope,
    path: ({ entryId }) => `/api/v1/outgoing-allow/${entryId}`,
    body: () => ({}),
    tables: ['outgoing_allow', 'audit_entry'],
  })
