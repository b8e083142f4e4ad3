import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import type { TableName } from '#components/shell/tables.ts'
import type { ListAuditOutput } from '#lib/modules/audit/schemas.ts'
import { apiAuditFilter, type AuditFilter } from '../audit-filter.ts'

const PATH = '/api/v1/audit'
const TABLES: readonly TableName[] = ['audit_entry']

/** The audit entries of a scope that pass a filter, newest first, a page at a time. */
export const auditPagesQuery = (scope: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: [PATH, scope, 'pages', filter] as const,
    queryFn: async ({ pageParam, signal }) =>
      await apiGet<ListAuditOutput>(
        apiPath(PATH, {
          scope,
          ...apiAuditFilter(filter),
          cursor: pageParam === '' ? undefined : pageParam,
        }),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: { tables: TABLES },
  })
