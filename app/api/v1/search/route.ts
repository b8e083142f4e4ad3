import { defineRoute } from '#app/api/route-kit.ts'
import { search } from '#lib/modules/dashboards/index.ts'
import { searchInput, searchOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary:
    'Finds platforms, tenants, services, incidents, rules, sources and members in scope by names like the text.',
  permission: 'tenant:read',
  query: searchInput,
  response: searchOutput,
  handler: async (ctx, { query }) => await search(ctx, query),
})
