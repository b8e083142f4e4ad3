import { readEndpoint, writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import type { ErasureView, ExportView, LeavingView } from '#lib/modules/leaving/schemas.ts'
import type { ListTenantsInput, ListTenantsOutput, TenantView } from '#lib/modules/tenancy/schemas.ts'

/** The exports of a tenant, and from above how far its erasure is. */
export const leavingQuery = (scope: string, tenantId: string) =>
  readEndpoint<LeavingView>({
    path: `/api/v1/tenants/${tenantId}/leaving`,
    scope,
    tables: ['tenant_export', 'tenant', 'erasure_record'],
  })

/** One tenant with its state. */
export const tenantQuery = (scope: string, tenantId: string) =>
  readEndpoint<TenantView>({ path: `/api/v1/tenants/${tenantId}`, scope, tables: ['tenant', 'suspension'] })

/** The tenants of a scope with their states. */
export const tenantsQuery = (
  scope: string,
  asked: Pick<ListTenantsInput, 'text' | 'sort' | 'after'> & { readonly limit: number },
) =>
  readEndpoint<ListTenantsOutput>({
    path: '/api/v1/tenants',
    scope,
    query: asked,
    tables: ['tenant', 'suspension', 'erasure_record'],
  })

/** What is left of tenants that were erased. */
export const erasuresQuery = (scope: string) =>
  readEndpoint<{ erasures: ErasureView[] }>({ path: '/api/v1/erasures', scope, tables: ['erasure_record'] })

/** What may change about a tenant. */
export interface TenantChange {
  readonly tenantId: string
  readonly name?: string
  readonly state?: 'active' | 'suspended'
  readonly reason?: string
  readonly contact?: string
}

/** Renames, suspends or takes in a tenant; `scope` lies above it. */
export const changeTenant = (scope: string) =>
  writeEndpoint<TenantView, TenantChange>({
    method: 'PATCH',
    scope,
    path: ({ tenantId }) => `/api/v1/tenants/${tenantId}`,
    body: ({ tenantId: _tenantId, ...change }) => change,
    tables: ['tenant', 'suspension', 'audit_entry'],
  })

/** Asks for the whole data of a tenant as files. */
export const requestExport = (scope: string) =>
  writeEndpoint<ExportView, { readonly tenantId: string }>({
    method: 'POST',
    scope,
    path: ({ tenantId }) => `/api/v1/tenants/${tenantId}/exports`,
    body: () => ({}),
    tables: ['tenant_export', 'audit_entry'],
  })

/** What is asked of a second person. */
export interface Asked {
  readonly action: 'tenant.export' | 'tenant.erase'
  readonly input: Readonly<Record<string, string>>
  readonly reason: string
}

/** Asks a second person for the export or the erasure of a tenant; `scope` lies above it. */
export const askSecondPerson = (scope: string) =>
  writeEndpoint<ApprovalView, Asked>({
    method: 'POST',
    scope,
    path: () => '/api/v1/approvals',
    tables: ['approval_request', 'notice', 'audit_entry'],
  })
