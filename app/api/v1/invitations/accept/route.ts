import { sessionIdOf } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { acceptInvitation } from '#lib/modules/access/index.ts'
import { acceptInvitationInput, acceptInvitationOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Accepts an invitation, once, with its token; makes the account of somebody new.',
  door: 'invitation',
  body: acceptInvitationInput,
  response: acceptInvitationOutput,
  handler: async (ctx, { body }, exchange) =>
    await acceptInvitation(ctx, { ...body, sid: await sessionIdOf(exchange) }),
})
