import { defineRoute } from '#app/api/route-kit.ts'
import { endOwnSession } from '#lib/modules/access/index.ts'
import { touched } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Ends the session that makes this request.',
  permission: 'session:end-own',
  response: touched,
  handler: async (ctx) => await endOwnSession(ctx),
})
