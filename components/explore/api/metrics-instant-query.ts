import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** A PromQL expression at one moment (seconds since 1970), or now without one, within a scope. */
export const metricsInstantQuery = (scope: string, expression: string, at?: number) =>
  readEndpoint<MetricsAnswer>({
    path: '/api/v1/query',
    scope,
    query: { query: expression, time: at },
  })
