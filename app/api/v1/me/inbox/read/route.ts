import { defineRoute } from '#app/api/route-kit.ts'
import { markAllRead } from '#lib/modules/notifications/index.ts'
import { markAllReadInput, markAllReadOutput } from '#lib/modules/notifications/schemas.ts'

export const POST = defineRoute({
  summary: 'Marks the notices of the own inbox as read that came until a moment.',
  permission: 'profile:write',
  body: markAllReadInput,
  response: markAllReadOutput,
  handler: async (ctx, { body }) => await markAllRead(ctx, body),
})
