import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListMembersOutput } from '#lib/modules/access/schemas.ts'

/** The members of a scope, and its open invitations. */
export const membersQuery = (scope: string, after?: string) =>
  readEndpoint<ListMembersOutput>({
    path: '/api/v1/members',
    scope,
    query: { after },
    tables: ['member', 'role_binding', 'invitation'],
  })
