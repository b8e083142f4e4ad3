import type { ListSpec } from '#components/shell/list-filter.ts'
import { TENANT_SORTS, type TenantSort } from '#lib/modules/tenancy/domain/tenant-order.ts'

/** The list of tenants in an address: the suspended ones first. */
export const TENANT_LIST: ListSpec<TenantSort> = { path: '/tenants', sorts: TENANT_SORTS, usual: '-state' }
