import { defineRoute } from '#app/api/route-kit.ts'
import { makeRecoveryCodes } from '#lib/modules/access/index.ts'
import { confirmFactorOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Makes ten new recovery codes in place of the earlier ones; they are shown only now.',
  permission: 'factor:write',
  response: confirmFactorOutput,
  status: 201,
  handler: async (ctx) => await makeRecoveryCodes(ctx),
})
