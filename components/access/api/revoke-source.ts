import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SourceView, SourceRef } from '#lib/modules/access/schemas.ts'

/** Ends a source; whatever sends with it is refused. */
export const revokeSource = (scope: string) =>
  writeEndpoint<SourceView, SourceRef>({
    method: 'DELETE',
    scope,
    path: ({ sourceId }) => `/api/v1/sources/${sourceId}`,
    body: () => ({}),
    tables: ['source', 'audit_entry'],
  })
