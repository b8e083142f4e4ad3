import { defineRoute } from '#app/api/route-kit.ts'
import { confirmFactor } from '#lib/modules/access/index.ts'
import { confirmFactorInput, confirmFactorOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Makes the enrolled second factor count; the recovery codes are in this answer only.',
  permission: 'factor:write',
  body: confirmFactorInput,
  response: confirmFactorOutput,
  handler: async (ctx, { body }) => await confirmFactor(ctx, body),
})
