import { defineRoute } from '#app/api/route-kit.ts'
import { revokeApiKey } from '#lib/modules/access/index.ts'
import { apiKeyView, revokeApiKeyInput } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Revokes an API key at once.',
  permission: 'apikey:revoke',
  params: revokeApiKeyInput,
  response: apiKeyView,
  handler: async (ctx, { params }) => await revokeApiKey(ctx, params),
})
