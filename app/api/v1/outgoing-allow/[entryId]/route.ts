import { defineRoute } from '#app/api/route-kit.ts'
import { removeOutgoingAllow } from '#lib/modules/access/index.ts'
import { outgoingAllowRef, touched } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Takes back that a private range may be called.',
  permission: 'outgoing:write',
  params: outgoingAllowRef,
  response: touched,
  handler: async (ctx, { params }) => await removeOutgoingAllow(ctx, params),
})
