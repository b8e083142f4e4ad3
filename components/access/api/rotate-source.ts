import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SourceWithCredential, SourceRef } from '#lib/modules/access/schemas.ts'

/** Gives a source a new credential; the old one is refused from then on. */
export const rotateSource = (scope: string) =>
  writeEndpoint<SourceWithCredential, SourceRef>({
    method: 'POST',
    scope,
    path: ({ sourceId }) => `/api/v1/sources/${sourceId}/rotate`,
    body: () => ({}),
    tables: ['source', 'audit_entry'],
  })
