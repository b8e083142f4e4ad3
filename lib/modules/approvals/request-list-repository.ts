import { inOrderOf } from '#lib/core/list-page.ts'
import { literally } from '#lib/core/literally.ts'
import { idsInOrder, sql, type ListInOrder, type Sql, type Tx } from '#lib/infra/db/index.ts'
import type { ApprovalState } from './domain/approval-state.ts'
import {
  REQUEST_ORDERS,
  STATES_BY_NEED,
  type RequestField,
  type RequestSort,
} from './domain/request-order.ts'
import { findRequestsById, type Reader, type RequestRow } from './repository.ts'

/** Which requests are listed, and how. */
export interface RequestFilter {
  readonly reader: Reader
  /** Null for any. */
  readonly states: readonly ApprovalState[] | null
  /** Part of what it is about, of the reason, or of the name of whoever asked. */
  readonly text: string | undefined
  readonly sort: RequestSort
  /** When it is: one whose time is over is shown as expired before it is closed. */
  readonly now: Date
}

// Names are sorted, and looked for in any case, as people do it; the database itself compares bytes.
const TARGET = sql`approval_request.target collate "en-x-icu"`
const ASKER = sql`approval_request.requested_by_name collate "en-x-icu"`

const isVisible = ({ memberId, permissions }: Reader): Sql =>
  sql`(approval_request.requested_by = ${memberId}::uuid or approval_request.permission = any (${[...permissions]}::text[]))`

const isIn = (states: RequestFilter['states']): Sql =>
  states === null ? sql`true` : sql`approval_request.state::text = any (${[...states]}::text[])`

function isFound(text: string | undefined): Sql {
  if (text === undefined) return sql`true`
  const part = `%${literally(text)}%`
  return sql`(${TARGET} ilike ${part} or ${ASKER} ilike ${part} or approval_request.reason collate "en-x-icu" ilike ${part})`
}

/** The state as the views of requests show it. */
const stateAt = (now: Date): Sql => sql`
  case when approval_request.state = 'waiting' and approval_request.expires_at <= ${now}::timestamptz then 'expired'
       else approval_request.state::text end`

const askedFor = (field: RequestField, now: Date): Sql => {
  switch (field) {
    case 'created':
      return sql`approval_request.created_at`
    case 'name':
      return TARGET
    case 'state':
      return sql`array_position(${[...STATES_BY_NEED]}::text[], ${stateAt(now)})`
    case 'by':
      return ASKER
    case 'next':
      return sql`case when approval_request.state = 'waiting' then coalesce(approval_request.not_before, approval_request.expires_at)
        else coalesce(approval_request.done_at, approval_request.decided_at, approval_request.expires_at) end`
  }
}

const fromOf = ({ reader, states, text }: RequestFilter): Sql =>
  sql`from approval_request where ${isVisible(reader)} and ${isIn(states)} and ${isFound(text)}`

const listOf = (filter: RequestFilter): ListInOrder => ({
  id: sql`approval_request.id`,
  from: fromOf(filter),
  questions: REQUEST_ORDERS[filter.sort].map(({ field, isDown }) => ({
    by: askedFor(field, filter.now),
    isDown,
  })),
})

/** The ids of the requests that pass a filter, in its order, behind one of them. */
export const findRequestIds = async (
  tx: Tx,
  filter: RequestFilter,
  part?: { readonly after?: string | undefined; readonly take?: number },
): Promise<string[]> => await idsInOrder(tx, listOf(filter), part)

/** How many requests pass a filter. */
export async function countRequests(tx: Tx, filter: RequestFilter): Promise<number> {
  const [row] = await tx.$queryRaw<{ found: number }[]>`select count(*)::int as found ${fromOf(filter)}`
  return row?.found ?? 0
}

/** The requests with these ids that are still there, in their order. */
export const findRequestsInTurn = async (tx: Tx, ids: readonly string[]): Promise<RequestRow[]> =>
  inOrderOf(ids, await findRequestsById(tx, ids))
