import { defineRoute } from '#app/api/route-kit.ts'
import { listInbox } from '#lib/modules/notifications/index.ts'
import { listInboxInput, listInboxOutput } from '#lib/modules/notifications/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the notices that were sent to the member in the portal, newest first.',
  permission: 'profile:read',
  query: listInboxInput,
  response: listInboxOutput,
  handler: async (ctx, { query }) => await listInbox(ctx, query),
})
