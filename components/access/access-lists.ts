import type { ListSpec } from '#components/shell/list-filter.ts'
import { KEY_SORTS, type KeySort } from '#lib/modules/access/domain/key-order.ts'
import { MEMBER_SORTS, type MemberSort } from '#lib/modules/access/domain/member-sorts.ts'
import { SOURCE_SORTS, type SourceSort } from '#lib/modules/access/domain/source-order.ts'

/** The list of API keys in an address: the newest first, with the revoked ones last. */
export const KEY_LIST: ListSpec<KeySort> = { path: '/api-keys', sorts: KEY_SORTS, usual: 'live' }

/** The list of members in an address: in the order in which they came. */
export const MEMBER_LIST: ListSpec<MemberSort> = { path: '/members', sorts: MEMBER_SORTS, usual: 'since' }

/** The list of sources in an address: the newest first, with the revoked ones last. */
export const SOURCE_LIST: ListSpec<SourceSort> = { path: '/sources', sorts: SOURCE_SORTS, usual: 'live' }
