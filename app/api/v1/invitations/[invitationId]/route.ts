import { defineRoute } from '#app/api/route-kit.ts'
import { revokeInvitation } from '#lib/modules/access/index.ts'
import { invitationView, revokeInvitationInput } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Takes an invitation back.',
  permission: 'member:invite',
  params: revokeInvitationInput,
  response: invitationView,
  handler: async (ctx, { params }) => await revokeInvitation(ctx, params),
})
