import { byFigure, byMoment, byText, inTurn, reversed, type Compare } from '#lib/core/list-page.ts'

/** In which orders services are listed; a hyphen turns one around. `state` is worst first, `since` the oldest state first. */
export const SERVICE_SORTS = ['state', '-state', 'name', '-name', 'since', '-since'] as const
/** An order of a list of services. */
export type ServiceSort = (typeof SERVICE_SORTS)[number]

/** The states of a service, worst first, as the database orders them. */
const WORST_FIRST = ['down', 'degraded', 'stale', 'unknown', 'learning', 'maintenance', 'healthy']

/** What a service is placed by. */
interface Placed {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly since: string
}

const state = byFigure<Placed>((service) => WORST_FIRST.indexOf(service.state))
const name = byText<Placed>((service) => service.name)
const since = byMoment<Placed>((service) => service.since)

const ORDERS: Readonly<Record<ServiceSort, readonly Compare<Placed>[]>> = {
  state: [state, name],
  '-state': [reversed(state), name],
  name: [name],
  '-name': [reversed(name)],
  since: [since, name],
  '-since': [reversed(since), name],
}

/** Tells which of two services comes first. */
export const serviceOrder = (sort: ServiceSort): Compare<Placed> => inTurn(...ORDERS[sort])
