import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { RotateSourceInput, SourceWithCredential } from '#lib/modules/access/schemas.ts'

/** Gives a source a new credential; the old one works for the overlap. */
export const rotateSource = (scope: string) =>
  writeEndpoint<SourceWithCredential, RotateSourceInput>({
    method: 'POST',
    scope,
    path: ({ sourceId }) => `/api/v1/sources/${sourceId}/rotate`,
    body: ({ overlapSeconds }) => ({ overlapSeconds }),
    tables: ['source', 'audit_entry'],
  })
