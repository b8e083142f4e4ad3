import { defineRoute } from '#app/api/route-kit.ts'
import { listMembers } from '#lib/modules/access/index.ts'
import { listMembersInput, listMembersOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the members in scope with their roles, and the invitations that are open.',
  permission: 'member:read',
  query: listMembersInput,
  response: listMembersOutput,
  handler: async (ctx, { query }) => await listMembers(ctx, query),
})
