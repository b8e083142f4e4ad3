import type { ListSpec } from '#components/shell/list-filter.ts'
import { SERVICE_SORTS, type ServiceSort } from '#lib/modules/tenancy/domain/service-order.ts'

/** The list of services in an address: worst first. */
export const SERVICE_LIST: ListSpec<ServiceSort> = { path: '/services', sorts: SERVICE_SORTS, usual: 'state' }
