import { sessionIdOf } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { previewInvitation } from '#lib/modules/access/index.ts'
import { previewInvitationInput, previewInvitationOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Shows what an invitation is about to whoever holds its token; changes nothing.',
  door: 'invitation',
  body: previewInvitationInput,
  response: previewInvitationOutput,
  handler: async (ctx, { body }, exchange) =>
    await previewInvitation(ctx, { ...body, sid: await sessionIdOf(exchange) }),
})
