import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportRequests } from '#lib/modules/approvals/index.ts'
import { exportRequestsInput } from '#lib/modules/approvals/schemas.ts'

export const POST = defineRoute({
  summary:
    'Exports the requests that the list shows as CSV or JSON, in the order asked for; state and text narrow them.',
  rate: 'export',
  permission: 'profile:read',
  body: exportRequestsInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportRequests(ctx, body),
})
