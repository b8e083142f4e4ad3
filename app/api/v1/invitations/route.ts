import { defineRoute } from '#app/api/route-kit.ts'
import { inviteMember, listMembers } from '#lib/modules/access/index.ts'
import { invitationView, inviteMemberInput, listMembersOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the open invitations in scope.',
  permission: 'member:read',
  response: listMembersOutput.pick({ invitations: true }),
  handler: async (ctx) => await listMembers(ctx, { limit: 1 }),
})

export const POST = defineRoute({
  summary: 'Invites somebody by e-mail into the scope of the request.',
  permission: 'member:invite',
  body: inviteMemberInput,
  response: invitationView,
  status: 201,
  handler: async (ctx, { body }) => await inviteMember(ctx, body),
})
