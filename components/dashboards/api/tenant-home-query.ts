import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'

/** What a tenant sees first. */
export const tenantHomeQuery = (scope: string) =>
  readEndpoint<TenantHome>({
    path: '/api/v1/overview/tenant',
    scope,
    tables: ['service', 'incident', 'tenant_service_state', 'source'],
  })
