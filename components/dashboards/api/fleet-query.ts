import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'

/** What the operator or a platform sees first. */
export const fleetQuery = (scope: string) =>
  readEndpoint<FleetOverview>({
    path: '/api/v1/overview/fleet',
    scope,
    tables: ['platform', 'tenant', 'service', 'incident', 'source', 'delivery'],
  })
