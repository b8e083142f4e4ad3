import { definePublicRoute } from '#app/api/route-kit.ts'
import { finishRecovery } from '#lib/modules/access/index.ts'
import { finishRecoveryInput, finishRecoveryOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Sets a new password with the link that the machine printed, once.',
  body: finishRecoveryInput,
  response: finishRecoveryOutput,
  handler: async (ctx, { body }) => await finishRecovery(ctx, body),
})
