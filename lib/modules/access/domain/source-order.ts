import { down, up, type OrderKey } from '#lib/core/list-order.ts'

/** In which orders sources are listed; a hyphen turns one around. `live` is the newest first, with the revoked ones last. */
export const SOURCE_SORTS = [
  'live',
  'created',
  '-created',
  'name',
  '-name',
  'state',
  '-state',
  'used',
  '-used',
  'ends',
  '-ends',
] as const
/** An order of a list of sources. */
export type SourceSort = (typeof SOURCE_SORTS)[number]

/** What an order may ask of a source; `state` is what needs a person first, and what has no moment comes last. */
export type SourceField = 'revoked' | 'created' | 'name' | 'state' | 'used' | 'ends'

const NEWEST = down('created')
const NAME = up('name')

/** What each order asks, in turn. */
export const SOURCE_ORDERS: Readonly<Record<SourceSort, readonly OrderKey<SourceField>[]>> = {
  live: [up('revoked'), NEWEST],
  created: [up('created')],
  '-created': [NEWEST],
  name: [NAME, NEWEST],
  '-name': [down('name'), NEWEST],
  state: [up('state'), NAME],
  '-state': [down('state'), NAME],
  used: [up('used'), NAME],
  '-used': [down('used'), NAME],
  ends: [up('ends'), NAME],
  '-ends': [down('ends'), NAME],
}
