import { defineRoute } from '#app/api/route-kit.ts'
import { acknowledgeIncident } from '#lib/modules/incidents/index.ts'
import { acknowledgeResult, incidentRef } from '#lib/modules/incidents/schemas.ts'

export const POST = defineRoute({
  summary: 'Takes an incident: paging stops. The first one counts, and the answer says who it was.',
  permission: 'incident:acknowledge',
  params: incidentRef,
  response: acknowledgeResult,
  handler: async (ctx, { params }) => await acknowledgeIncident(ctx, params),
})
