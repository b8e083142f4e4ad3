import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListAuditOutput } from '#lib/modules/audit/schemas.ts'
import type { EntryRef } from '../audit-filter.ts'

/** One entry, for an address that opens it. Entries never change: nothing refreshes it. */
export const auditEntryQuery = (scope: string, { chain, seq }: EntryRef) =>
  readEndpoint<ListAuditOutput>({ path: '/api/v1/audit', scope, query: { chain, seq, limit: 1 } })
