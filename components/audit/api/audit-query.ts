import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listAuditOutput } from '#lib/modules/audit/schemas.ts'

/** The audit entries of a scope, newest first. */
export const auditQuery = (scope: string, before?: string) =>
  readEndpoint<z.infer<typeof listAuditOutput>>({
    path: '/api/v1/audit',
    scope,
    query: { before },
    tables: ['audit_entry'],
  })
