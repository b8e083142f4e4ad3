import { defineRoute } from '#app/api/route-kit.ts'
import { listAlerts } from '#lib/modules/alerting/index.ts'
import { listAlertsInput, listAlertsOutput } from '#lib/modules/alerting/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists alerts in scope, the newest change first.',
  permission: 'alert:read',
  query: listAlertsInput,
  response: listAlertsOutput,
  handler: async (ctx, { query }) => await listAlerts(ctx, query),
})
