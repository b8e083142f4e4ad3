import { defineRoute } from '#app/api/route-kit.ts'
import { resendInvitation } from '#lib/modules/access/index.ts'
import { invitationView, resendInvitationInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Sends an invitation again, with a new link; the old one dies.',
  permission: 'member:invite',
  params: resendInvitationInput,
  response: invitationView,
  status: 201,
  handler: async (ctx, { params }) => await resendInvitation(ctx, params),
})
