import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ServiceOverview } from '#lib/modules/dashboards/schemas.ts'

/** The golden signals of one service now, and the days of its incidents. */
export const serviceOverviewQuery = (scope: string, serviceId: string) =>
  readEndpoint<ServiceOverview>({
    path: `/api/v1/services/${serviceId}/overview`,
    scope,
    tables: ['incident', 'service'],
  })
