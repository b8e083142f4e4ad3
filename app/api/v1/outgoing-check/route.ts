import { defineRoute } from '#app/api/route-kit.ts'
import { checkOutgoing } from '#lib/modules/access/index.ts'
import { checkOutgoingInput, outgoingReach } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary:
    'Says whether an address may be called as it stands. By POST, because what follows the host may be secret.',
  permission: 'channel:write',
  body: checkOutgoingInput,
  response: outgoingReach,
  handler: async (ctx, { body }) => await checkOutgoing(ctx, body),
})
