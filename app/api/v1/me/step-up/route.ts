import { renewSession } from '#app/api/browser-exchange.ts'
import { defineRoute } from '#app/api/route-kit.ts'
import { stepUp } from '#lib/modules/access/index.ts'
import { stepUpInput, stepUpOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Opens actions that need the second factor for five minutes, in this session.',
  permission: 'profile:read-own',
  body: stepUpInput,
  response: stepUpOutput,
  handler: async (ctx, { body }, exchange) => {
    const opened = await stepUp(ctx, body)
    await renewSession(exchange)
    return opened
  },
})
