import { defineRoute } from '#app/api/route-kit.ts'
import { tenantHome } from '#lib/modules/dashboards/index.ts'
import { tenantHomeOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows everything that concerns the tenant in scope.',
  permission: 'tenant:read',
  response: tenantHomeOutput,
  handler: async (ctx) => await tenantHome(ctx),
})
