import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { VerifyAuditOutput } from '#lib/modules/audit/schemas.ts'

/** Recomputes the chains that a scope can see; asked for by hand, because it reads every entry. */
export const auditVerdictQuery = (scope: string) =>
  readEndpoint<VerifyAuditOutput>({ path: '/api/v1/audit/verify', scope, tables: [] })
