import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportIncidents } from '#lib/modules/incidents/index.ts'
import { exportIncidentsInput } from '#lib/modules/incidents/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the incidents in scope as CSV or JSON, in the order asked for; the filters narrow them.',
  rate: 'export',
  permission: 'incident:read',
  body: exportIncidentsInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportIncidents(ctx, body),
})
