import { hrefWithScope } from '#components/shell/scopes.ts'
import { rangeParams, type TimeRange } from '#lib/core/time-range.ts'
import type { ExploreNotice } from './explore-notice.ts'

/** Over the whole range, or at its end alone. */
export const EXPLORE_KINDS = ['range', 'instant'] as const
/** Over the whole range, or at its end alone. */
export type ExploreKind = (typeof EXPLORE_KINDS)[number]

/** How an answer is shown. */
export const EXPLORE_VIEWS = ['chart', 'table', 'json'] as const
/** How an answer is shown. */
export type ExploreView = (typeof EXPLORE_VIEWS)[number]

/** Units that values can be read in, by the names that charts carry; the empty one is a plain number. */
export const EXPLORE_UNITS = ['', 's', 'bytes', 'bytes/s', 'ratio', '/s', 'count'] as const
/** A unit that values can be read in. */
export type ExploreUnit = (typeof EXPLORE_UNITS)[number]

/** Steps that can be chosen, in seconds, by their names in the address. */
export const STEPS: ReadonlyMap<string, number> = new Map([
  ['5s', 5],
  ['15s', 15],
  ['30s', 30],
  ['1m', 60],
  ['5m', 300],
  ['15m', 900],
  ['1h', 3600],
  ['6h', 21_600],
  ['1d', 86_400],
])

/** Most queries side by side: as many as letters that stand before them. */
export const MOST_QUERIES = 5

/** What the queries of a page may fill of its address, in characters as the address writes them. */
const MOST_ADDRESS = 3000

/** What the address of the explore page says, without the time range. */
export interface ExploreState {
  /** The expressions in their order, A first; never empty. */
  readonly queries: readonly string[]
  readonly kind: ExploreKind
  readonly view: ExploreView
  /** Name of a step; null lets the page choose. */
  readonly step: string | null
  readonly unit: ExploreUnit
}

/** The letter of a query by its place. */
export const letterOf = (place: number): string => String.fromCodePoint(65 + place)

/** Where parameters are read: a `URLSearchParams` or the like. */
export interface ExploreParams {
  get: (name: string) => string | null
  getAll: (name: string) => readonly string[]
}

/** One parameter with its choices; what is none of them gives way to the first, and is told. */
function choice<Value extends string>(
  params: ExploreParams,
  name: string,
  choices: readonly Value[],
  told: ExploreNotice[],
): Value | null {
  const text = params.get(name)
  if (text === null) return null
  const found = choices.find((one) => one === text)
  if (found === undefined) told.push({ what: 'unknown', name })
  return found ?? null
}

function readQueries(params: ExploreParams, told: ExploreNotice[]): readonly string[] {
  const given = params.getAll('q')
  const queries = given.slice(0, MOST_QUERIES)
  if (given.length > queries.length) told.push({ what: 'many', given: given.length, shown: MOST_QUERIES })
  if (!fitsAddress(queries)) {
    told.push({ what: 'long' })
    return ['']
  }
  return queries.length === 0 ? [''] : queries
}

/**
 * Reads an address of the explore page. What cannot be used gives way to the usual, and `notices` says so. An instant query has no chart: its table stands in its place.
 */
export function readExplore(params: ExploreParams): {
  readonly state: ExploreState
  readonly notices: readonly ExploreNotice[]
} {
  const notices: ExploreNotice[] = []
  const kind = choice(params, 'kind', EXPLORE_KINDS, notices) ?? 'range'
  const view = choice(params, 'view', EXPLORE_VIEWS, notices) ?? 'chart'
  const step = choice(params, 'step', [...STEPS.keys()], notices)
  const unit = choice(params, 'unit', EXPLORE_UNITS, notices) ?? ''
  const queries = readQueries(params, notices)
  return {
    state: { queries, kind, view: kind === 'instant' && view === 'chart' ? 'table' : view, step, unit },
    notices,
  }
}

const queryText = (queries: readonly string[]): string =>
  new URLSearchParams(queries.map((query) => ['q', query])).toString()

/** Whether an address has room for these queries: servers refuse addresses that are much longer. */
export const fitsAddress = (queries: readonly string[]): boolean => queryText(queries).length <= MOST_ADDRESS

/** What of a state is not as usual, as parameters of an address. */
function stateParams({
  queries,
  kind,
  view,
  step,
  unit,
}: ExploreState): readonly (readonly [string, string])[] {
  const usual = kind === 'instant' ? 'table' : 'chart'
  const given: readonly (readonly [string, string])[] = [
    ['kind', kind === 'range' ? '' : kind],
    ['view', view === usual ? '' : view],
    ['step', step ?? ''],
    ['unit', unit],
  ]
  const isBlank = queries.every((text) => text === '')
  return [
    ...given.filter(([, value]) => value !== ''),
    ...(isBlank ? [] : queries.map((text) => ['q', text] as const)),
  ]
}

/** The address of the explore page with this state, range and scope; what is as usual is left out. */
export function exploreHref(
  state: ExploreState,
  range: TimeRange,
  scope: string,
  kept?: Pick<ExploreParams, 'get'>,
): string {
  const query = new URLSearchParams(rangeParams(range))
  for (const name of ['zone', 'refresh']) {
    const value = kept?.get(name) ?? null
    if (value !== null) query.set(name, value)
  }
  for (const [name, value] of stateParams(state)) query.append(name, value)
  const text = query.toString()
  return hrefWithScope(`/explore${text === '' ? '' : `?${text}`}`, scope)
}

/** Steps that a range of time is cut into by itself, in seconds. */
const LADDER = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
] as const
/** About so many values a series has; a chart on a wide screen shows no more. */
const WANTED_POINTS = 240
/** As many as the engine answers with. */
const MOST_POINTS = 11_000

/** A range on the grid of its step, all in seconds. */
export interface ExploreGrid {
  readonly from: number
  readonly to: number
  readonly step: number
}

/**
 * The grid of a range between two instants in milliseconds, so that repeated questions are the same question. A chosen step
 * that would give more values than the engine answers with is left aside, and `notice` says so.
 */
export function exploreGrid(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  stepName: string | null,
): { readonly grid: ExploreGrid; readonly notice: ExploreNotice | null } {
  const seconds = Math.max(1, (toMs - fromMs) / 1000)
  const own = LADDER.find((step) => seconds / step <= WANTED_POINTS) ?? 86_400
  const chosen = stepName === null ? undefined : STEPS.get(stepName)
  const isTooFine = chosen !== undefined && seconds / chosen > MOST_POINTS
  const step = chosen === undefined || isTooFine ? own : chosen
  const to = Math.floor(toMs / 1000 / step) * step
  const from = Math.min(Math.floor(fromMs / 1000 / step) * step, to)
  return {
    grid: { from, to, step },
    notice: isTooFine ? { what: 'fine', step: stepName ?? '' } : null,
  }
}
