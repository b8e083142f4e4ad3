import { sameBrowser } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { askSignInLink } from '#lib/modules/access/index.ts'
import { askSignInLinkInput, askSignInLinkOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Sends a link to sign in or to set a new password with; the answer is the same for everybody.',
  body: askSignInLinkInput,
  response: askSignInLinkOutput,
  status: 202,
  handler: async (ctx, { body }, exchange) =>
    await askSignInLink(ctx, { ...body, browser: sameBrowser(exchange) }),
})
