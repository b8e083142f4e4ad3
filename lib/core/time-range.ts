/**
 * The time range of a page, as it stands in the address: `from` and `to`, each `now`, `now-<n><s|m|h|d|w>` or an instant in
 * UTC; `zone=utc`, or absent for the zone of the member; `refresh=off|10s|30s|1m|5m`, or absent for live.
 */

const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const

/** A unit of a relative bound; a day is always 24 h. */
export type TimeUnit = keyof typeof UNIT_SECONDS

/** The units, the shortest first. */
const TIME_UNITS: readonly TimeUnit[] = ['s', 'm', 'h', 'd', 'w']

/** One end of a range: so long ago (`count` 0 is now), or an instant (milliseconds since 1970). */
export type TimeBound =
  | { readonly kind: 'ago'; readonly count: number; readonly unit: TimeUnit }
  | { readonly kind: 'at'; readonly ms: number }

/** What a page looks at. */
export interface TimeRange {
  readonly from: TimeBound
  readonly to: TimeBound
}

/** A range as two instants, in milliseconds since 1970. */
export interface ResolvedRange {
  readonly fromMs: number
  readonly toMs: number
}

/** Where parameters are read: a `URLSearchParams` or the like. */
export interface TimeParams {
  get: (name: string) => string | null
}

/** What is wrong with a range: it ends before it begins, is too short or too long, or lies too far back or ahead. */
export type RangeFault = 'reversed' | 'short' | 'long' | 'early' | 'ahead'

/** What of an address could not be read: a parameter by its name, or both ends together. Pages have the words for it. */
export type TimeNotice = 'from' | 'to' | 'zone' | 'refresh' | RangeFault

/** A parameter that was read, and what to tell the reader when it could not be. */
export interface ReadParam<Value> {
  readonly value: Value
  /** Null when there is nothing to tell. */
  readonly notice: TimeNotice | null
}

/** The bound that is this moment, always. */
export const NOW: TimeBound = { kind: 'ago', count: 0, unit: 's' }

const ago = (count: number, unit: TimeUnit): TimeBound => ({ kind: 'ago', count, unit })

/** What is shown when an address names no range: the last six hours. */
export const DEFAULT_RANGE: TimeRange = { from: ago(6, 'h'), to: NOW }

/** The ranges that are offered by one press, the shortest first. */
export const QUICK_RANGES: readonly TimeRange[] = [
  ago(5, 'm'),
  ago(15, 'm'),
  ago(30, 'm'),
  ago(1, 'h'),
  ago(3, 'h'),
  ago(6, 'h'),
  ago(12, 'h'),
  ago(24, 'h'),
  ago(2, 'd'),
  ago(7, 'd'),
  ago(30, 'd'),
  ago(90, 'd'),
].map((from) => ({ from, to: NOW }))

/** A shorter range has nothing to draw; a longer one is no question for a chart. */
const SHORTEST_MS = 1000
const LONGEST_MS = 400 * 86_400_000
/** Instants outside of these are slips of the hand. */
const EARLIEST_MS = Date.UTC(2000, 0, 1)
const AHEAD_MS = 366 * 86_400_000

const RELATIVE = /^now-(\d{1,6})([smhdw])$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/

/** Reads one bound of an address; null for what is none. */
export function parseBound(text: string): TimeBound | null {
  if (text === 'now') return NOW
  const [, count, letter] = RELATIVE.exec(text) ?? []
  const unit = TIME_UNITS.find((known) => known === letter)
  if (count !== undefined && unit !== undefined) return ago(Number(count), unit)
  if (!INSTANT.test(text)) return null
  const ms = Date.parse(text)
  // 30 February is read as 2 March by some and refused by others.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text.slice(0, 16))
    ? null
    : { kind: 'at', ms }
}

/** A bound as it stands in an address: `now`, `now-6h`, `2026-11-20T14:00:00Z`. */
export function boundText(bound: TimeBound): string {
  if (bound.kind === 'at') return new Date(bound.ms).toISOString().replace('.000Z', 'Z')
  return bound.count === 0 ? 'now' : `now-${bound.count}${bound.unit}`
}

const boundMs = (bound: TimeBound, now: Date): number =>
  bound.kind === 'at' ? bound.ms : now.getTime() - bound.count * UNIT_SECONDS[bound.unit] * 1000

/** The instants of a range at `now`. */
export const resolveRange = (range: TimeRange, now: Date): ResolvedRange => ({
  fromMs: boundMs(range.from, now),
  toMs: boundMs(range.to, now),
})

/** What is wrong with a range at `now`; null when nothing is. */
export function rangeFault(range: TimeRange, now: Date): RangeFault | null {
  const { fromMs, toMs } = resolveRange(range, now)
  if (fromMs >= toMs) return 'reversed'
  if (toMs - fromMs < SHORTEST_MS) return 'short'
  if (toMs - fromMs > LONGEST_MS) return 'long'
  if (fromMs < EARLIEST_MS) return 'early'
  return toMs > now.getTime() + AHEAD_MS ? 'ahead' : null
}

const fallback = (notice: TimeNotice): { range: TimeRange; notice: TimeNotice } => ({
  range: DEFAULT_RANGE,
  notice,
})

/** Reads the range of an address. What cannot be read gives way to the last six hours, and `notice` says so. */
export function parseTimeRange(
  params: TimeParams,
  now: Date,
): { readonly range: TimeRange; readonly notice: TimeNotice | null } {
  const [fromText, toText] = [params.get('from'), params.get('to')]
  if (fromText === null && toText === null) return { range: DEFAULT_RANGE, notice: null }
  const from = fromText === null ? DEFAULT_RANGE.from : parseBound(fromText)
  const to = toText === null ? NOW : parseBound(toText)
  if (from === null) return fallback('from')
  if (to === null) return fallback('to')
  const range = { from, to }
  const fault = rangeFault(range, now)
  return fault === null ? { range, notice: null } : fallback(fault)
}

/** The range as parameters of an address; empty for the default one. */
export function rangeParams(range: TimeRange): Readonly<Record<string, string>> {
  const [from, to] = [boundText(range.from), boundText(range.to)]
  const isDefault = from === boundText(DEFAULT_RANGE.from) && to === 'now'
  return isDefault ? {} : { from, to }
}

/** Whether the range moves on with the clock up to this moment. */
export const endsNow = (range: TimeRange): boolean => range.to.kind === 'ago' && range.to.count === 0

/** A length of time as people say it. */
export interface SaidLength {
  readonly count: number
  readonly unit: Exclude<TimeUnit, 'w'>
}

/** The length of a relative range that ends now: 6 h are the last 6 hours; null for any other. */
export function lastLength(range: TimeRange): SaidLength | null {
  const { from } = range
  if (!endsNow(range) || from.kind !== 'ago') return null
  // “Last day” and “last week” are taken for those of the calendar.
  if (from.unit === 'w') return { count: from.count * 7, unit: 'd' }
  if (from.unit === 'd' && from.count === 1) return { count: 24, unit: 'h' }
  return { count: from.count, unit: from.unit }
}

/** The range between two instants, to the second. */
export const rangeBetween = (fromMs: number, toMs: number): TimeRange => ({
  from: { kind: 'at', ms: Math.floor(fromMs / 1000) * 1000 },
  to: { kind: 'at', ms: Math.ceil(toMs / 1000) * 1000 },
})

/**
 * The range one half of its length back (`-1`) or on (`1`). Going on past this moment leads to where the range ends now and
 * moves on with it.
 */
export function stepRange(range: TimeRange, direction: -1 | 1, now: Date): TimeRange {
  const { fromMs, toMs } = resolveRange(range, now)
  const half = (toMs - fromMs) / 2
  const end = toMs + direction * half
  if (direction === 1 && end >= now.getTime()) return backToNow(range, now)
  // To the second, and as long as before: rounded outward it would grow with each step.
  const start = Math.floor((fromMs + direction * half) / 1000) * 1000
  return rangeBetween(start, start + Math.round((toMs - fromMs) / 1000) * 1000)
}

/** The units of `backToNow`: a week is 7 d, and one day is 24 h, as the quick ranges say it. */
const PLAIN_UNITS = ['d', 'h', 'm'] as const

/** The range of the same length that ends now, in the largest unit that is exact. */
export function backToNow(range: TimeRange, now: Date): TimeRange {
  const { fromMs, toMs } = resolveRange(range, now)
  const seconds = Math.max(1, Math.round((toMs - fromMs) / 1000))
  const unit = PLAIN_UNITS.find((each) => {
    const count = seconds / UNIT_SECONDS[each]
    return Number.isInteger(count) && (each !== 'd' || count > 1)
  })
  return unit === undefined
    ? { from: ago(seconds, 's'), to: NOW }
    : { from: ago(seconds / UNIT_SECONDS[unit], unit), to: NOW }
}

/** In which zone times are printed: the member's own, or UTC. */
export type ZoneChoice = 'own' | 'utc'

/** Reads `zone` of an address. */
export function parseZoneChoice(params: TimeParams): ReadParam<ZoneChoice> {
  const text = params.get('zone')
  if (text === null || text === 'utc') return { value: text === 'utc' ? 'utc' : 'own', notice: null }
  return { value: 'own', notice: 'zone' }
}

/** The intervals in which a page looks again, in seconds; `live` at once, `off` not at all. */
const REFRESH_SECONDS = { '10s': 10, '30s': 30, '1m': 60, '5m': 300 } as const

/** How a page keeps itself fresh. */
export type Refresh = 'live' | 'off' | keyof typeof REFRESH_SECONDS

/** The choices, in the order in which they are offered. */
export const REFRESH_CHOICES: readonly Refresh[] = ['live', '10s', '30s', '1m', '5m', 'off']

/** Reads `refresh` of an address; absent is live. */
export function parseRefresh(params: TimeParams): ReadParam<Refresh> {
  const text = params.get('refresh')
  if (text === null) return { value: 'live', notice: null }
  const value = REFRESH_CHOICES.find((choice) => choice === text && choice !== 'live')
  return value === undefined ? { value: 'live', notice: 'refresh' } : { value, notice: null }
}

/** Milliseconds between two looks; null where there is no interval (`live`, `off`). */
export const refreshMs = (refresh: Refresh): number | null =>
  refresh === 'live' || refresh === 'off' ? null : REFRESH_SECONDS[refresh] * 1000

/** The parameters that go along from page to page: they are about the reader's time, not about one page. */
export const TIME_PARAM_NAMES: readonly string[] = ['from', 'to', 'zone', 'refresh']
