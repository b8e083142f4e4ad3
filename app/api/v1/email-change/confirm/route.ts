import { definePublicRoute } from '#app/api/route-kit.ts'
import { confirmEmailChange } from '#lib/modules/access/index.ts'
import { confirmEmailChangeInput, confirmEmailChangeOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Makes the address that a link was sent to the one of its member, once.',
  door: 'new address',
  body: confirmEmailChangeInput,
  response: confirmEmailChangeOutput,
  handler: async (ctx, { body }) => await confirmEmailChange(ctx, body),
})
