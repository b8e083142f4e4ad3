import { defineRoute } from '#app/api/route-kit.ts'
import { listIncidents, openIncident } from '#lib/modules/incidents/index.ts'
import {
  listIncidentsInput,
  listIncidentsOutput,
  openIncidentInput,
  openIncidentOutput,
} from '#lib/modules/incidents/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the incidents in scope, newest first.',
  permission: 'incident:read',
  query: listIncidentsInput,
  response: listIncidentsOutput,
  handler: async (ctx, { query }) => await listIncidents(ctx, query),
})

export const POST = defineRoute({
  summary: 'Opens an incident by hand in the scope of the request, a platform or a tenant.',
  permission: 'incident:open',
  body: openIncidentInput,
  response: openIncidentOutput,
  status: 201,
  handler: async (ctx, { body }) => await openIncident(ctx, body),
})
