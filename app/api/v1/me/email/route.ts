import { defineRoute } from '#app/api/route-kit.ts'
import { askEmailChange } from '#lib/modules/access/index.ts'
import { askEmailChangeInput, askEmailChangeOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Sends a link to a new address of one’s own; it changes once the link is followed.',
  permission: 'factor:write',
  body: askEmailChangeInput,
  response: askEmailChangeOutput,
  status: 202,
  handler: async (ctx, { body }) => await askEmailChange(ctx, body),
})
