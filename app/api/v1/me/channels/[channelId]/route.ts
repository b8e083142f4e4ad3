import { defineRoute } from '#app/api/route-kit.ts'
import { removeChannel } from '#lib/modules/access/index.ts'
import { channelRef, channelView } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Removes one of the own channels.',
  permission: 'channel:write',
  params: channelRef,
  response: channelView,
  handler: async (ctx, { params }) => await removeChannel(ctx, params),
})
