import { defineRoute } from '#app/api/route-kit.ts'
import { queryMetricsRange } from '#lib/modules/dashboards/index.ts'
import { metricsAnswer, queryMetricsRangeInput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Evaluates a PromQL expression over a range of time, within the scope of the request.',
  rate: 'query',
  permission: 'metrics:query',
  query: queryMetricsRangeInput,
  response: metricsAnswer,
  handler: async (ctx, { query }) => await queryMetricsRange(ctx, query),
})

export const POST = defineRoute({
  summary: 'The same as GET, for expressions that are too long for an address.',
  rate: 'query',
  permission: 'metrics:query',
  body: queryMetricsRangeInput,
  response: metricsAnswer,
  handler: async (ctx, { body }) => await queryMetricsRange(ctx, body),
})
