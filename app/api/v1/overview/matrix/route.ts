import { defineRoute } from '#app/api/route-kit.ts'
import { healthMatrix } from '#lib/modules/dashboards/index.ts'
import { healthMatrixInput, healthMatrixOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows the state of every service of the tenants in scope, one page of tenants, worst first.',
  permission: 'service:read',
  query: healthMatrixInput,
  response: healthMatrixOutput,
  handler: async (ctx, { query }) => await healthMatrix(ctx, query),
})
