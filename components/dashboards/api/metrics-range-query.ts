import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** A range of time on the grid of its step, all in seconds. */
export interface MetricsRange {
  readonly from: number
  readonly to: number
  readonly step: number
}

/** A PromQL expression over a range, within a scope. */
export const metricsRangeQuery = (scope: string, expression: string, { from, to, step }: MetricsRange) =>
  readEndpoint<MetricsAnswer>({
    path: '/api/v1/query_range',
    scope,
    query: { query: expression, start: from, end: to, step },
  })
