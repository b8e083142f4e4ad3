import { defineRoute } from '#app/api/route-kit.ts'
import { checkProvider } from '#lib/modules/identity/index.ts'
import { checkProviderOutput, providerRef } from '#lib/modules/identity/schemas.ts'

export const POST = defineRoute({
  summary: 'Looks at an identity provider as a sign-on would, and says what is wrong with it.',
  permission: 'identity:write',
  params: providerRef,
  response: checkProviderOutput,
  handler: async (ctx, { params }) => await checkProvider(ctx, params),
})
