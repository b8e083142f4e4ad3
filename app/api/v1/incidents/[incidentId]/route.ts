import { defineRoute } from '#app/api/route-kit.ts'
import { getIncident } from '#lib/modules/incidents/index.ts'
import { incidentDetail, incidentRef } from '#lib/modules/incidents/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows one incident with timeline, escalation, alerts, deliveries and decisions.',
  permission: 'incident:read',
  params: incidentRef,
  response: incidentDetail,
  handler: async (ctx, { params }) => await getIncident(ctx, params),
})
