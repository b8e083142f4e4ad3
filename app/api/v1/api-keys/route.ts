import { defineRoute } from '#app/api/route-kit.ts'
import { createApiKey, listApiKeys } from '#lib/modules/access/index.ts'
import {
  createApiKeyInput,
  createApiKeyOutput,
  listApiKeysInput,
  listApiKeysOutput,
} from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists API keys: the own ones, or all in scope for whoever reads the access table.',
  permission: 'apikey:create',
  query: listApiKeysInput,
  response: listApiKeysOutput,
  handler: async (ctx, { query }) => await listApiKeys(ctx, query),
})

export const POST = defineRoute({
  summary: 'Creates an API key with some of the own permissions; its credential is in this answer only.',
  permission: 'apikey:create',
  body: createApiKeyInput,
  response: createApiKeyOutput,
  status: 201,
  handler: async (ctx, { body }) => await createApiKey(ctx, body),
})
