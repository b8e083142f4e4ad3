import { defineRoute } from '#app/api/route-kit.ts'
import { readSystemHealth } from '#lib/modules/health/index.ts'
import { systemHealthOutput } from '#lib/modules/health/schemas.ts'

export const GET = defineRoute({
  summary: 'Tells how Bailiwick itself is: its parts, its queues, its database, its disk and its deliveries.',
  permission: 'service:read',
  response: systemHealthOutput,
  handler: async (ctx) => await readSystemHealth(ctx),
})
