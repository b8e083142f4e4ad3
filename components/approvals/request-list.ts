import type { ListSpec } from '#components/shell/list-filter.ts'
import { REQUEST_SORTS, type RequestSort } from '#lib/modules/approvals/domain/request-order.ts'

/** The list of requests in an address: the newest first. */
export const REQUEST_LIST: ListSpec<RequestSort> = {
  path: '/requests',
  api: '/approvals',
  sorts: REQUEST_SORTS,
  usual: 'newest',
}

/** What still goes on, as it is asked for; more of it than this stands in the list of all. */
export const STILL_OPEN = { state: 'waiting', limit: 200 } as const
