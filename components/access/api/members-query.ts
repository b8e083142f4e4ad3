import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { TableName } from '#components/shell/tables.ts'
import type { ListMembersOutput } from '#lib/modules/access/schemas.ts'

const PATH = '/api/v1/members'
const TABLES: readonly TableName[] = ['member', 'role_binding', 'invitation']

/** The first members of a scope, and its open invitations. */
export const membersQuery = (scope: string) =>
  readEndpoint<ListMembersOutput>({ path: PATH, scope, tables: TABLES })

/** The members of a scope, a page at a time. */
export const memberPagesQuery = (scope: string) =>
  infiniteQueryOptions({
    queryKey: [PATH, scope, 'pages'] as const,
    queryFn: async ({ pageParam, signal }) =>
      await apiGet<ListMembersOutput>(
        apiPath(PATH, { scope, after: pageParam === '' ? undefined : pageParam }),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { tables: TABLES },
  })
