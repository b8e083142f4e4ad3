import { defineRoute } from '#app/api/route-kit.ts'
import { listServices } from '#lib/modules/tenancy/index.ts'
import { listServicesOutput } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the services in scope; a tenant sees the shared ones of its platform too.',
  permission: 'service:read',
  response: listServicesOutput,
  handler: async (ctx) => ({ services: await listServices(ctx) }),
})
