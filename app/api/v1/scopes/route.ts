import { defineRoute } from '#app/api/route-kit.ts'
import { listScopes } from '#lib/modules/tenancy/index.ts'
import { listScopesOutput } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the scopes at and below the present one.',
  permission: 'tenant:read',
  response: listScopesOutput,
  handler: async (ctx) => ({ scopes: await listScopes(ctx) }),
})
