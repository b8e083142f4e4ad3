import { down, up, type OrderKey } from '#lib/core/list-order.ts'

/** In which orders tenants are listed; a hyphen turns one around. `-state` has the suspended ones first. */
export const TENANT_SORTS = [
  '-state',
  'state',
  'name',
  '-name',
  'platform',
  '-platform',
  'since',
  '-since',
] as const
/** An order of a list of tenants. */
export type TenantSort = (typeof TENANT_SORTS)[number]

/** What an order may ask of a tenant; `since` is how long it is what it is, suspended or there. */
export type TenantField = 'state' | 'name' | 'platform' | 'since'

const NAME = up('name')

/** What each order asks, in turn. */
export const TENANT_ORDERS: Readonly<Record<TenantSort, readonly OrderKey<TenantField>[]>> = {
  '-state': [down('state'), NAME],
  state: [up('state'), NAME],
  name: [NAME, up('platform')],
  '-name': [down('name'), up('platform')],
  platform: [up('platform'), NAME],
  '-platform': [down('platform'), NAME],
  since: [up('since'), NAME],
  '-since': [down('since'), NAME],
}
