import { hrefWithScope } from '#components/shell/scopes.ts'

/** The states that a list of incidents can show; `open` is everything that is not resolved. */
export const FILTER_STATES = ['open', 'resolved', 'all'] as const
/** The severities that a list can be narrowed to. */
export const FILTER_SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const
/** In which order a page of the list stands. */
export const FILTER_ORDERS = ['worst', 'newest'] as const

/** What the address of a list of incidents says. */
export interface IncidentFilter {
  readonly state: (typeof FILTER_STATES)[number]
  readonly severity: (typeof FILTER_SEVERITIES)[number] | null
  readonly order: (typeof FILTER_ORDERS)[number]
  /** Where the page begins; null for the newest one. */
  readonly before: string | null
}

type Params = Readonly<Record<string, string | string[] | undefined>>

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null

/** What is open is read by what needs somebody, what is over by time. */
const usualOrder = (state: IncidentFilter['state']): IncidentFilter['order'] =>
  state === 'open' ? 'worst' : 'newest'

/** Reads the address; what it does not say, or says wrongly, is as usual. */
export function readIncidentFilter(params: Params): IncidentFilter {
  const text = (name: string): string | null => [params[name]].flat()[0] ?? null
  const state = oneOf(FILTER_STATES, text('state')) ?? 'open'
  return {
    state,
    severity: oneOf(FILTER_SEVERITIES, text('severity')),
    order: oneOf(FILTER_ORDERS, text('order')) ?? usualOrder(state),
    before: text('before'),
  }
}

/** The address of a list with this filter, in this scope; what is as usual is left out. */
export function incidentListHref(filter: IncidentFilter, scope: string): string {
  const query = new URLSearchParams()
  if (filter.state !== 'open') query.set('state', filter.state)
  if (filter.severity !== null) query.set('severity', filter.severity)
  if (filter.order !== usualOrder(filter.state)) query.set('order', filter.order)
  if (filter.before !== null) query.set('before', filter.before)
  const text = query.toString()
  return hrefWithScope(`/incidents${text === '' ? '' : `?${text}`}`, scope)
}

/** The filter after another choice: a page of the old list means nothing in the new one. */
export function changedFilter(
  filter: IncidentFilter,
  change: Partial<Pick<IncidentFilter, 'state' | 'severity' | 'order'>>,
): IncidentFilter {
  const state = change.state ?? filter.state
  const order = change.order ?? (state === filter.state ? filter.order : usualOrder(state))
  return { ...filter, ...change, state, order, before: null }
}

/** The filter as the API takes it; the order is the page's own. */
export const apiFilter = ({ state, severity, before }: IncidentFilter) => ({
  state,
  ...(severity === null ? {} : { severity }),
  ...(before === null ? {} : { before }),
})
