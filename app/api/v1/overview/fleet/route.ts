import { defineRoute } from '#app/api/route-kit.ts'
import { fleetOverview } from '#lib/modules/dashboards/index.ts'
import { fleetOverviewOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows what is wrong, what changed and who needs a person, over every platform in scope.',
  permission: 'platform:read',
  response: fleetOverviewOutput,
  handler: async (ctx) => await fleetOverview(ctx),
})
