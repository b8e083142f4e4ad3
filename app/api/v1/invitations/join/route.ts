import { sessionIdOf } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { joinByInvitation } from '#lib/modules/access/index.ts'
import { acceptInvitationOutput, previewInvitationInput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Accepts an invitation, once, as the member who is signed in with the address that it went to.',
  door: 'invitation',
  body: previewInvitationInput,
  response: acceptInvitationOutput,
  handler: async (ctx, { body }, exchange) =>
    await joinByInvitation(ctx, { ...body, sid: await sessionIdOf(exchange) }),
})
