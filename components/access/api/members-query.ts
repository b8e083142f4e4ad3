import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListMembersInput, ListMembersOutput } from '#lib/modules/access/schemas.ts'

/** A page of the members of a scope; the open invitations come with the first one. */
export const membersQuery = (
  scope: string,
  asked: Pick<ListMembersInput, 'text' | 'sort' | 'after'> & { readonly limit?: number } = {},
) =>
  readEndpoint<ListMembersOutput>({
    path: '/api/v1/members',
    scope,
    query: asked,
    tables: ['member', 'role_binding', 'invitation'],
  })
