import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SourceRef, SourceView } from '#lib/modules/access/schemas.ts'

/** Ends the credential before the last rotation of a source. */
export const endOldSource = (scope: string) =>
  writeEndpoint<SourceView, SourceRef>({
    method: 'DELETE',
    scope,
    path: ({ sourceId }) => `/api/v1/sources/${sourceId}/old`,
    body: () => ({}),
    tables: ['source', 'audit_entry'],
  })
