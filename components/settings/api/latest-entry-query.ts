import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListAuditOutput } from '#lib/modules/audit/schemas.ts'

/** The newest audit entry of a scope whose action begins so. */
export const latestEntryQuery = (scope: string, action: string) =>
  readEndpoint<ListAuditOutput>({
    path: '/api/v1/audit',
    scope,
    query: { action, limit: 1 },
    tables: ['audit_entry'],
  })
