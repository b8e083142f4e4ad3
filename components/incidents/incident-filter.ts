import type { Text } from '#components/language/use-text.ts'
import { listAddress } from '#components/shell/scopes.ts'
import { isUuid } from '#lib/core/ids.ts'
import { isIncidentDay } from '#lib/modules/incidents/domain/incident-day.ts'
import { INCIDENT_SORTS, readPlace, type IncidentSort } from '#lib/modules/incidents/domain/incident-order.ts'

/** The states that a list of incidents can show; `open` is everything that is not resolved. */
export const FILTER_STATES = ['open', 'resolved', 'all'] as const
/** The severities that a list can be narrowed to. */
export const FILTER_SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const

/** What the address of a list of incidents says. */
export interface IncidentFilter {
  readonly state: (typeof FILTER_STATES)[number]
  readonly severity: (typeof FILTER_SEVERITIES)[number] | null
  /** The id of the service that they are about; null for any. */
  readonly service: string | null
  /** A day in UTC on which they were open, `2026-11-20`; null for any. */
  readonly day: string | null
  /** Part of the title, or the beginning of the code; empty for all. */
  readonly text: string
  readonly sort: IncidentSort
  /** Where the page begins; null for the newest one. */
  readonly before: string | null
}

type Params = Readonly<Record<string, string | string[] | undefined>>

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null

/** What is open is read by what needs somebody, what is over by time. */
const usualSort = (state: IncidentFilter['state']): IncidentSort => (state === 'open' ? 'worst' : '-opened')

/** The longest text that is looked for. */
const LONGEST_TEXT = 100

/** A text that can be looked for; control characters are in no title, and the database refuses some of them. */
const readText = (text: string | null): string =>
  text === null || /\p{Cc}/u.test(text) ? '' : text.trim().slice(0, LONGEST_TEXT)

/** An id as the API takes it: version and variant are in their places, too. */
const isServiceId = (text: string): boolean => isUuid(text) && /^.{14}[1-8].{4}[89ab]/.test(text)

/** Reads the address; what it does not say, or says wrongly, is as usual. */
export function readIncidentFilter(params: Params): IncidentFilter {
  const text = (name: string): string | null => [params[name]].flat()[0] ?? null
  const state = oneOf(FILTER_STATES, text('state')) ?? 'open'
  const sort = oneOf(INCIDENT_SORTS, text('sort')) ?? usualSort(state)
  const [before, service, day] = [text('before'), text('service'), text('day')]
  return {
    state,
    severity: oneOf(FILTER_SEVERITIES, text('severity')),
    service: service !== null && isServiceId(service) ? service : null,
    day: day !== null && isIncidentDay(day) ? day : null,
    text: readText(text('text')),
    sort,
    before: before !== null && readPlace(sort, before) !== null ? before : null,
  }
}

/** The address of a list with this filter, in this scope; what is as usual is left out, and `listAddress` says where all is. */
export function incidentListHref(filter: IncidentFilter, scope: string): string {
  const query = new URLSearchParams()
  if (filter.state !== 'open') query.set('state', filter.state)
  if (filter.severity !== null) query.set('severity', filter.severity)
  if (filter.service !== null) query.set('service', filter.service)
  if (filter.day !== null) query.set('day', filter.day)
  if (filter.text !== '') query.set('text', filter.text)
  if (filter.sort !== usualSort(filter.state)) query.set('sort', filter.sort)
  if (filter.before !== null) query.set('before', filter.before)
  return listAddress('/incidents', query, scope)
}

/** The filter after another choice: a page of the old list means nothing in the new one. */
export function changedFilter(
  filter: IncidentFilter,
  change: Partial<Omit<IncidentFilter, 'before'>>,
): IncidentFilter {
  const state = change.state ?? filter.state
  const isUsual = filter.sort === usualSort(filter.state)
  const sort = change.sort ?? (isUsual ? usualSort(state) : filter.sort)
  return { ...filter, ...change, state, sort, before: null }
}

/** How many choices of a filter are not as usual. */
export const countSet = ({ state, severity, text, sort }: IncidentFilter): number =>
  [state !== 'open', severity !== null, text !== '', sort !== usualSort(state)].filter(Boolean).length

/** The filter as the API takes it. */
export const apiFilter = ({ state, severity, service, day, text, sort, before }: IncidentFilter) => ({
  state,
  sort,
  ...(service === null ? {} : { serviceId: service }),
  ...(day === null ? {} : { day }),
  ...(text === '' ? {} : { text }),
  ...(severity === null ? {} : { severity }),
  ...(before === null ? {} : { before }),
})

/** Parameters with choices, and what they can be. */
const CHOICES = { state: FILTER_STATES, severity: FILTER_SEVERITIES, sort: INCIDENT_SORTS } as const

/** What an address can say wrongly; its words are the text `notice.<fault>`. */
const FAULTS = ['state', 'severity', 'sort', 'service', 'day', 'before', 'noText', 'longText'] as const

/** What of an address could not be understood, in full sentences, each with what is shown instead. */
export function filterNotices(t: Text<'incidents'>, params: Params): readonly string[] {
  const filter = readIncidentFilter(params)
  const isNone = (name: keyof typeof CHOICES): boolean => {
    const given = [params[name]].flat()[0]
    return given !== undefined && oneOf<string>(CHOICES[name], given) === null
  }
  const isLeftOut = (name: 'service' | 'day' | 'before'): boolean =>
    params[name] !== undefined && filter[name] === null
  const text = [params['text']].flat()[0]?.trim() ?? ''
  const found: Readonly<Record<(typeof FAULTS)[number], boolean>> = {
    state: isNone('state'),
    severity: isNone('severity'),
    sort: isNone('sort'),
    service: isLeftOut('service'),
    day: isLeftOut('day'),
    before: isLeftOut('before'),
    noText: text !== '' && filter.text === '',
    longText: text.length > LONGEST_TEXT && filter.text !== '',
  }
  return FAULTS.filter((fault) => found[fault]).map((fault) => t(`notice.${fault}`))
}

/** The columns by which the server sorts. */
export const SORTED_COLUMNS = ['severity', 'state', 'opened'] as const

/** The address of the incidents of one day in UTC, whatever became of them; of a service, or of the whole scope. */
export const incidentsOfDayHref = (day: string, scope: string, service: string | null = null): string =>
  incidentListHref({ ...readIncidentFilter({ state: 'all' }), day, service }, scope)
