import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'
import { apiMatrixFilter, type MatrixFilter } from '../matrix-filter.ts'

/** One page of tenants × services. */
export const matrixQuery = (scope: string, filter: MatrixFilter) =>
  readEndpoint<HealthMatrix>({
    path: '/api/v1/overview/matrix',
    scope,
    query: apiMatrixFilter(filter),
    tables: ['service', 'tenant', 'tenant_service_state'],
  })
