import { defineRoute } from '#app/api/route-kit.ts'
import { addChannel, listChannels } from '#lib/modules/access/index.ts'
import { addChannelInput, addChannelOutput, listChannelsOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the ways in which the member is reached.',
  permission: 'profile:read-own',
  response: listChannelsOutput,
  handler: async (ctx) => await listChannels(ctx),
})

export const POST = defineRoute({
  summary: 'Adds a way to reach the member; the signing secret of a webhook is in this answer only.',
  permission: 'channel:write',
  body: addChannelInput,
  response: addChannelOutput,
  status: 201,
  handler: async (ctx, { body }) => await addChannel(ctx, body),
})
