import { defineRoute } from '#app/api/route-kit.ts'
import { resolveIncident } from '#lib/modules/incidents/index.ts'
import { incidentRef, resolveIncidentInput, resolveIncidentOutput } from '#lib/modules/incidents/schemas.ts'

export const POST = defineRoute({
  summary: 'Resolves an incident by hand.',
  permission: 'incident:resolve',
  params: incidentRef,
  body: resolveIncidentInput.omit({ incidentId: true }),
  response: resolveIncidentOutput,
  handler: async (ctx, { params, body }) => await resolveIncident(ctx, { ...body, ...params }),
})
