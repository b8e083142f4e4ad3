import { sameBrowser } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { askPasskey } from '#lib/modules/access/index.ts'
import { askPasskeyInput, askPasskeyOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Gives what a browser needs to show a passkey at sign-in; the same for everybody.',
  body: askPasskeyInput,
  response: askPasskeyOutput,
  handler: async (ctx, { body }, exchange) =>
    await askPasskey(ctx, { ...body, browser: sameBrowser(exchange) }),
})
