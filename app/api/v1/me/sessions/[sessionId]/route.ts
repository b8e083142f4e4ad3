import { defineRoute } from '#app/api/route-kit.ts'
import { endOneOwnSession } from '#lib/modules/access/index.ts'
import { endedSessions, sessionRef } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Ends one session of the member who asks.',
  permission: 'session:end-own',
  params: sessionRef,
  response: endedSessions,
  handler: async (ctx, { params }) => await endOneOwnSession(ctx, params),
})
