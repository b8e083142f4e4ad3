import { defineRoute } from '#app/api/route-kit.ts'
import { createProvider } from '#lib/modules/identity/index.ts'
import { createProviderInput, providerView } from '#lib/modules/identity/schemas.ts'

export const POST = defineRoute({
  summary: 'Adds an identity provider to the scope.',
  permission: 'identity:write',
  body: createProviderInput,
  response: providerView,
  status: 201,
  handler: async (ctx, { body }) => await createProvider(ctx, body),
})
