import { defineRoute } from '#app/api/route-kit.ts'
import { listSignOn } from '#lib/modules/identity/index.ts'
import { listSignOnOutput } from '#lib/modules/identity/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the identity providers, e-mail domains and the sign-in policy of the scope.',
  permission: 'access:read',
  response: listSignOnOutput,
  handler: async (ctx) => await listSignOn(ctx),
})
