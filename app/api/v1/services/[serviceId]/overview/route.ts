import { defineRoute } from '#app/api/route-kit.ts'
import { serviceOverview } from '#lib/modules/dashboards/index.ts'
import { serviceOverviewInput, serviceOverviewOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows the golden signals of one service now, its incidents, and what 90 days are known for.',
  permission: 'service:read',
  params: serviceOverviewInput,
  response: serviceOverviewOutput,
  handler: async (ctx, { params }) => await serviceOverview(ctx, params),
})
