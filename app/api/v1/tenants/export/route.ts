import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportTenants } from '#lib/modules/tenancy/index.ts'
import { exportTenantsInput } from '#lib/modules/tenancy/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the tenants in scope as CSV or JSON, in the order asked for; the text narrows them.',
  rate: 'export',
  permission: 'tenant:read',
  body: exportTenantsInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportTenants(ctx, body),
})
