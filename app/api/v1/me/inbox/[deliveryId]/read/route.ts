import { defineRoute } from '#app/api/route-kit.ts'
import { markRead } from '#lib/modules/notifications/index.ts'
import { markReadInput, markReadOutput } from '#lib/modules/notifications/schemas.ts'

export const POST = defineRoute({
  summary: 'Marks a notice of the own inbox as read.',
  permission: 'profile:write',
  params: markReadInput,
  response: markReadOutput,
  handler: async (ctx, { params }) => await markRead(ctx, params),
})
