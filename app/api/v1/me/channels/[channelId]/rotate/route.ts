import { defineRoute } from '#app/api/route-kit.ts'
import { rotateChannel } from '#lib/modules/access/index.ts'
import { addChannelOutput, channelRef, rotationInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Gives an own webhook another signing secret; the old one signs beside it for a while.',
  permission: 'channel:write',
  params: channelRef,
  body: rotationInput,
  response: addChannelOutput,
  handler: async (ctx, { params, body }) => await rotateChannel(ctx, { ...params, ...body }),
})
