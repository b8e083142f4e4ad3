import { defineRoute } from '#app/api/route-kit.ts'
import { endOldApiKey } from '#lib/modules/access/index.ts'
import { apiKeyView, revokeApiKeyInput } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Ends the credential before the last rotation of an API key at once.',
  permission: 'apikey:revoke',
  params: revokeApiKeyInput,
  response: apiKeyView,
  handler: async (ctx, { params }) => await endOldApiKey(ctx, params),
})
