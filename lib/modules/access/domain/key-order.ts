import { down, up, type OrderKey } from '#lib/core/list-order.ts'

/** In which orders API keys are listed; a hyphen turns one around. `live` is the newest first, with the revoked ones last. */
export const KEY_SORTS = [
  'live',
  'created',
  '-created',
  'name',
  '-name',
  'state',
  '-state',
  'until',
  '-until',
  'used',
  '-used',
] as const
/** An order of a list of API keys. */
export type KeySort = (typeof KEY_SORTS)[number]

/** What an order may ask of a key; `state` is what needs a person first, and what has no moment comes last. */
export type KeyField = 'revoked' | 'created' | 'name' | 'state' | 'until' | 'used'

const NEWEST = down('created')
const NAME = up('name')

/** What each order asks, in turn. */
export const KEY_ORDERS: Readonly<Record<KeySort, readonly OrderKey<KeyField>[]>> = {
  live: [up('revoked'), NEWEST],
  created: [up('created')],
  '-created': [NEWEST],
  name: [NAME, NEWEST],
  '-name': [down('name'), NEWEST],
  state: [up('state'), NAME],
  '-state': [down('state'), NAME],
  until: [up('until'), NAME],
  '-until': [down('until'), NAME],
  used: [up('used'), NAME],
  '-used': [down('used'), NAME],
}
