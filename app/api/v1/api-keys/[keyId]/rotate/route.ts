import { defineRoute } from '#app/api/route-kit.ts'
import { rotateApiKey } from '#lib/modules/access/index.ts'
import { createApiKeyOutput, revokeApiKeyInput, rotationInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary:
    'Gives an API key of yours a new credential, which is in this answer only; the old one works for the overlap.',
  permission: 'apikey:create',
  params: revokeApiKeyInput,
  body: rotationInput,
  response: createApiKeyOutput,
  handler: async (ctx, { params, body }) => await rotateApiKey(ctx, { ...params, ...body }),
})
