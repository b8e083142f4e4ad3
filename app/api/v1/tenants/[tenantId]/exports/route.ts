import { defineRoute } from '#app/api/route-kit.ts'
import { requestExport } from '#lib/modules/leaving/index.ts'
import { exportView, leavingTenantRef } from '#lib/modules/leaving/schemas.ts'

export const POST = defineRoute({
  summary: 'Asks for the whole data of a tenant as files; a worker writes them.',
  permission: 'tenant:export',
  params: leavingTenantRef,
  response: exportView,
  status: 202,
  handler: async (ctx, { params }) => await requestExport(ctx, params),
})
