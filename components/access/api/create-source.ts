import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SourceWithCredential, CreateSourceInput } from '#lib/modules/access/schemas.ts'

/** Creates a source; the credential is in this answer only. */
export const createSource = (scope: string) =>
  writeEndpoint<SourceWithCredential, CreateSourceInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/sources',
    tables: ['source', 'audit_entry'],
  })
