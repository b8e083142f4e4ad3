import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { TenantView, CreateTenantInput } from '#lib/modules/tenancy/schemas.ts'

/** Creates a tenant of a platform. */
export const createTenant = (scope: string) =>
  writeEndpoint<TenantView, CreateTenantInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/tenants',
    tables: ['tenant', 'audit_entry'],
  })
