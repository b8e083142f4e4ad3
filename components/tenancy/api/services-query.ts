import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listServicesOutput } from '#lib/modules/tenancy/schemas.ts'

/** The services of a scope with their recorded states. */
export const servicesQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listServicesOutput>>({
    path: '/api/v1/services',
    scope,
    tables: ['service', 'tenant_service_state'],
  })
