import { down, up, type OrderKey } from '#lib/core/list-order.ts'
import type { ApprovalState } from './approval-state.ts'

/** In which orders requests are listed; a hyphen turns one around. `newest` is the one without a choice. */
export const REQUEST_SORTS = [
  'newest',
  'name',
  '-name',
  'state',
  '-state',
  'by',
  '-by',
  'next',
  '-next',
] as const
/** An order of a list of requests. */
export type RequestSort = (typeof REQUEST_SORTS)[number]

/** What an order may ask of a request: what it is about, how it stands, who asked, when something happens to it or did. */
export type RequestField = 'created' | 'name' | 'state' | 'by' | 'next'

/** States in the order in which they want a person. */
export const STATES_BY_NEED: readonly ApprovalState[] = [
  'waiting',
  'approved',
  'failed',
  'refused',
  'expired',
  'withdrawn',
  'done',
]

const NEWEST = down('created')

/** What each order asks, in turn. */
export const REQUEST_ORDERS: Readonly<Record<RequestSort, readonly OrderKey<RequestField>[]>> = {
  newest: [NEWEST],
  name: [up('name'), NEWEST],
  '-name': [down('name'), NEWEST],
  state: [up('state'), NEWEST],
  '-state': [down('state'), NEWEST],
  by: [up('by'), NEWEST],
  '-by': [down('by'), NEWEST],
  next: [up('next'), NEWEST],
  '-next': [down('next'), NEWEST],
}
