import { defineRoute } from '#app/api/route-kit.ts'
import { search } from '#lib/modules/dashboards/index.ts'
import { searchInput, searchOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Finds platforms, tenants, services, sources, rules and incidents in scope by name or code.',
  permission: 'tenant:read',
  query: searchInput,
  response: searchOutput,
  handler: async (ctx, { query }) => await search(ctx, query),
})
