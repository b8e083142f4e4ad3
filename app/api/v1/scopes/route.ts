import { defineRoute } from '#app/api/route-kit.ts'
import { listScopes } from '#lib/modules/tenancy/index.ts'
import { listScopesInput, listScopesOutput } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists or searches the scopes at and below the present one, a page at a time.',
  permission: 'tenant:read',
  query: listScopesInput,
  response: listScopesOutput,
  handler: async (ctx, { query }) => await listScopes(ctx, query),
})
