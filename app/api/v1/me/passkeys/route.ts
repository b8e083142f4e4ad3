import { renewSession } from '#app/api/browser-exchange.ts'
import { defineRoute } from '#app/api/route-kit.ts'
import { addPasskey, listPasskeys } from '#lib/modules/access/index.ts'
import { addPasskeyInput, addPasskeyOutput, listPasskeysOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the own passkeys.',
  permission: 'profile:read-own',
  response: listPasskeysOutput,
  handler: async (ctx) => await listPasskeys(ctx),
})

export const POST = defineRoute({
  summary: 'Adds a passkey that the browser has just made; ends the other sessions of the member.',
  permission: 'factor:write',
  body: addPasskeyInput,
  response: addPasskeyOutput,
  status: 201,
  handler: async (ctx, { body }, exchange) => {
    const added = await addPasskey(ctx, body)
    // The session opens more than before, and whoever copied its cookie must not share in that.
    await renewSession(exchange)
    return added
  },
})
