import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListServicesInput, ListServicesOutput } from '#lib/modules/tenancy/schemas.ts'

/** The services of a scope with their recorded states, worst first unless asked otherwise. */
export const servicesQuery = (
  scope: string,
  asked: Pick<ListServicesInput, 'text' | 'sort' | 'after'> & { readonly limit?: number } = {},
) =>
  readEndpoint<ListServicesOutput>({
    path: '/api/v1/services',
    scope,
    query: asked,
    tables: ['service', 'tenant_service_state'],
  })
