import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import type { TableName } from '#components/shell/tables.ts'
import type { SecurityFilter } from '../security-filter.ts'
import type { ListSecurityEventsOutput } from '#lib/modules/security/schemas.ts'

const PATH = '/api/v1/security/events'
const TABLES: readonly TableName[] = ['security_event']

const given = (text: string): string | undefined => (text === '' ? undefined : text)

/** The security events of a scope, newest first, a page at a time. */
export const securityEventsQuery = (scope: string, { kind, severity, address }: SecurityFilter) =>
  infiniteQueryOptions({
    queryKey: [PATH, scope, kind, severity, address] as const,
    queryFn: async ({ pageParam, signal }) =>
      await apiGet<ListSecurityEventsOutput>(
        apiPath(PATH, {
          scope,
          kind: given(kind),
          severity: given(severity),
          address: given(address),
          before: given(pageParam),
        }),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { tables: TABLES },
  })
