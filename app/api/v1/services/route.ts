import { defineRoute } from '#app/api/route-kit.ts'
import { listServices } from '#lib/modules/tenancy/index.ts'
import { listServicesInput, listServicesOutput } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary:
    'Lists the services in scope, worst first unless asked otherwise; a tenant sees the shared ones of its platform too.',
  permission: 'service:read',
  query: listServicesInput,
  response: listServicesOutput,
  handler: async (ctx, { query }) => await listServices(ctx, query),
})
