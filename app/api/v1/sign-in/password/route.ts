import { knownBrowser } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { resetPassword } from '#lib/modules/access/index.ts'
import { resetPasswordInput, resetPasswordOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Sets a new password by a link from the own mailbox, once, and ends every session of its member.',
  door: 'password link',
  body: resetPasswordInput,
  response: resetPasswordOutput,
  handler: async (ctx, { body }, exchange) =>
    await resetPassword(ctx, { ...body, browser: knownBrowser(exchange) }),
})
