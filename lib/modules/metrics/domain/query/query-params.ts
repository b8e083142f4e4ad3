/** A parameter of the query API cannot be used; the message says which and why, in the words of Prometheus' API. */
export class BadParameter extends Error {
  constructor(name: string, problem: string) {
    super(`invalid parameter "${name}": ${problem}`)
    this.name = 'BadParameter'
  }
}

/** The parameters of an instant query. */
export interface InstantParams {
  readonly query: string
  readonly timeMs: number
  readonly timeoutMs: number
}

/** The parameters of a range query. */
export interface RangeParams {
  readonly query: string
  readonly startMs: number
  readonly endMs: number
  readonly stepMs: number
  readonly timeoutMs: number
}

/** The longest that a query may take, whatever it asks for, milliseconds. */
export const MAX_QUERY_MS = 10_000

/** The most steps of a range query, as in Prometheus. */
const MAX_POINTS = 11_000

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i
/** The farthest time that a JavaScript date can say, 8.64e15 ms; Prometheus refuses times beyond its own range likewise. */
const MAX_TIME_MS = 8.64e15

/** Reads the parameters of `/api/v1/query`. Throws `BadParameter`. */
export function readInstantParams(params: URLSearchParams, nowMs: number): InstantParams {
  const time = params.get('time')
  return {
    query: readQuery(params),
    timeMs: time === null || time === '' ? nowMs : readTime('time', time),
    timeoutMs: readTimeout(params),
  }
}

/** Reads the parameters of `/api/v1/query_range`. Throws `BadParameter`. */
export function readRangeParams(params: URLSearchParams): RangeParams {
  const query = readQuery(params)
  const startMs = readTime('start', required(params, 'start'))
  const endMs = readTime('end', required(params, 'end'))
  if (endMs < startMs) throw new BadParameter('end', 'end timestamp must not be before start time')
  const stepMs = readDuration('step', required(params, 'step'))
  if (stepMs <= 0) {
    throw new BadParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    )
  }
  if ((endMs - startMs) / stepMs > MAX_POINTS) {
    throw new BadParameter(
      'step',
      `exceeded maximum resolution of ${MAX_POINTS.toLocaleString('en-US')} points per timeseries. Try decreasing the query resolution (?step=XX)`,
    )
  }
  return { query, startMs, endMs, stepMs, timeoutMs: readTimeout(params) }
}

function readQuery(params: URLSearchParams): string {
  return required(params, 'query')
}

function required(params: URLSearchParams, name: string): string {
  const value = params.get(name)
  if (value === null || value === '') throw new BadParameter(name, 'it is missing')
  return value
}

/** Milliseconds of a Unix time in seconds or of an RFC 3339 time. */
function readTime(name: string, text: string): number {
  const ms = NUMBER.test(text)
    ? Math.round(Number(text) * 1000)
    : RFC_3339.test(text)
      ? Date.parse(text)
      : Number.NaN
  if (Math.abs(ms) <= MAX_TIME_MS) return ms
  throw new BadParameter(name, `cannot parse ${JSON.stringify(text.slice(0, 60))} to a valid timestamp`)
}

function readTimeout(params: URLSearchParams): number {
  const text = params.get('timeout')
  if (text === null || text === '') return MAX_QUERY_MS
  const ms = readDuration('timeout', text)
  return Math.min(MAX_QUERY_MS, Math.max(0, ms))
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
}
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/
const PART = /(\d+)(ms|[smhdwy])/g

/** Milliseconds of a number of seconds or of a duration such as `1h30m`. */
function readDuration(name: string, text: string): number {
  let ms = Number.NaN
  if (NUMBER.test(text)) {
    ms = Math.round(Number(text) * 1000)
  } else if (DURATION.test(text)) {
    ms = 0
    for (const [, count = '', unit = ''] of text.matchAll(PART)) ms += Number(count) * (UNIT_MS[unit] ?? 0)
  }
  if (Math.abs(ms) <= MAX_TIME_MS) return ms
  throw new BadParameter(name, `cannot parse ${JSON.stringify(text.slice(0, 60))} to a valid duration`)
}
