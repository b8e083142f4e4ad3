import { defineRoute } from '#app/api/route-kit.ts'
import { actOnIncidents } from '#lib/modules/incidents/index.ts'
import { actOnIncidentsInput, actOnIncidentsOutput } from '#lib/modules/incidents/schemas.ts'

export const POST = defineRoute({
  summary:
    'Acknowledges or resolves up to 200 incidents and answers for each: done, so before, or refused and why.',
  // The verb asks for the permission of the act.
  permission: 'incident:read',
  body: actOnIncidentsInput,
  response: actOnIncidentsOutput,
  handler: async (ctx, { body }) => await actOnIncidents(ctx, body),
})
