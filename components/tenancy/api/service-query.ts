import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ServiceDetail } from '#lib/modules/tenancy/schemas.ts'

/** One service, with what it depends on and what depends on it. */
export const serviceQuery = (scope: string, serviceId: string) =>
  readEndpoint<ServiceDetail>({
    path: `/api/v1/services/${serviceId}`,
    scope,
    tables: ['service', 'tenant_service_state'],
  })
