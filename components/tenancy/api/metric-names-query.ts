import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** Names of the metrics that a selector finds now, each with the number of its series. */
export const metricNamesQuery = (scope: string, selector: string) =>
  readEndpoint<MetricsAnswer>({
    path: '/api/v1/query',
    scope,
    query: { query: `count by (__name__) (${selector})` },
  })
