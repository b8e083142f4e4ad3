import { defineRoute } from '#app/api/route-kit.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { listSecurityEventsInput, listSecurityEventsOutput } from '#lib/modules/security/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists what was tried at the doors of the scope, newest first.',
  permission: 'security:read',
  query: listSecurityEventsInput,
  response: listSecurityEventsOutput,
  handler: async (ctx, { query }) => await listSecurityEvents(ctx, query),
})
