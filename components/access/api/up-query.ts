import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** Which scraped addresses answer now: `up` as the scope sees it. */
export const upQuery = (scope: string) =>
  readEndpoint<MetricsAnswer>({ path: '/api/v1/query', scope, query: { query: 'up' } })
