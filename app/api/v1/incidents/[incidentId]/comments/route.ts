import { defineRoute } from '#app/api/route-kit.ts'
import { commentIncident } from '#lib/modules/incidents/index.ts'
import { commentIncidentInput, commentIncidentOutput, incidentRef } from '#lib/modules/incidents/schemas.ts'

export const POST = defineRoute({
  summary: 'Adds a comment to the timeline of an incident.',
  permission: 'incident:comment',
  params: incidentRef,
  body: commentIncidentInput.omit({ incidentId: true }),
  response: commentIncidentOutput,
  status: 201,
  handler: async (ctx, { params, body }) => await commentIncident(ctx, { ...body, ...params }),
})
