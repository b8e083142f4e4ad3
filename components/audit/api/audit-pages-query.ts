import { infiniteQueryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import type { TableName } from '#components/shell/tables.ts'
import type { listAuditOutput } from '#lib/modules/audit/schemas.ts'

const PATH = '/api/v1/audit'
const TABLES: readonly TableName[] = ['audit_entry']

/** The audit entries of a scope, newest first, a page at a time. */
export const auditPagesQuery = (scope: string) =>
  infiniteQueryOptions({
    queryKey: [PATH, scope, 'pages'] as const,
    queryFn: async ({ pageParam, signal }) =>
      await apiGet<z.infer<typeof listAuditOutput>>(
        apiPath(PATH, { scope, before: pageParam === '' ? undefined : pageParam }),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { tables: TABLES },
  })
