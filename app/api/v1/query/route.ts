import { defineRoute } from '#app/api/route-kit.ts'
import { queryMetrics } from '#lib/modules/dashboards/index.ts'
import { metricsAnswer, queryMetricsInput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Evaluates a PromQL expression at one moment, within the scope of the request.',
  rate: 'query',
  permission: 'metrics:query',
  query: queryMetricsInput,
  response: metricsAnswer,
  handler: async (ctx, { query }) => await queryMetrics(ctx, query),
})

export const POST = defineRoute({
  summary: 'The same as GET, for expressions that are too long for an address.',
  rate: 'query',
  permission: 'metrics:query',
  body: queryMetricsInput,
  response: metricsAnswer,
  handler: async (ctx, { body }) => await queryMetrics(ctx, body),
})
