import { byMoment, byText, inTurn, reversed, type Compare } from '#lib/core/list-page.ts'

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

/** What a tenant is placed by. */
interface Placed {
  readonly id: string
  readonly name: string
  readonly platformName: string
  readonly state: string
  readonly suspension: { readonly since: string } | null
  readonly createdAt: string
}

const name = byText<Placed>((tenant) => tenant.name)
const platform = byText<Placed>(({ platformName }) => platformName)
const state = byText<Placed>((tenant) => tenant.state)
const since = byMoment<Placed>(({ suspension, createdAt }) => suspension?.since ?? createdAt)

const ORDERS: Readonly<Record<TenantSort, readonly Compare<Placed>[]>> = {
  '-state': [reversed(state), name],
  state: [state, name],
  name: [name, platform],
  '-name': [reversed(name), platform],
  platform: [platform, name],
  '-platform': [reversed(platform), name],
  since: [since, name],
  '-since': [reversed(since), name],
}

/** Tells which of two tenants comes first. */
export const tenantOrder = (sort: TenantSort): Compare<Placed> => inTurn(...ORDERS[sort])
