import { renewSession } from '#app/api/browser-exchange.ts'
import { defineRoute } from '#app/api/route-kit.ts'
import { confirmFactor } from '#lib/modules/access/index.ts'
import { confirmFactorInput, confirmFactorOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Makes the enrolled second factor count; the recovery codes are in this answer only.',
  permission: 'factor:write',
  body: confirmFactorInput,
  response: confirmFactorOutput,
  handler: async (ctx, { body }, exchange) => {
    const confirmed = await confirmFactor(ctx, body)
    // The session opens more than before, and whoever copied its cookie must not share in that.
    await renewSession(exchange)
    return confirmed
  },
})
