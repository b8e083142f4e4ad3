import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportServices } from '#lib/modules/tenancy/index.ts'
import { exportServicesInput } from '#lib/modules/tenancy/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the services in scope as CSV or JSON, in the order asked for; the text narrows them.',
  rate: 'export',
  permission: 'service:read',
  body: exportServicesInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportServices(ctx, body),
})
