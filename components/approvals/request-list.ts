import type { ListSpec } from '#components/shell/list-filter.ts'
import { REQUEST_SORTS, type RequestSort } from '#lib/modules/approvals/domain/request-order.ts'

/** The list of requests in an address: the newest first. */
export const REQUEST_LIST: ListSpec<RequestSort> = {
  path: '/requests',
  api: '/approvals',
  sorts: REQUEST_SORTS,
  usual: 'newest',
}
