import { defineRoute } from '#app/api/route-kit.ts'
import { testChannel } from '#lib/modules/access/index.ts'
import { channelRef, channelView } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Sends a test notice through one of the own channels.',
  permission: 'channel:write',
  params: channelRef,
  response: channelView,
  status: 202,
  handler: async (ctx, { params }) => await testChannel(ctx, params),
})
