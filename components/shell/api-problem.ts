import type { Text } from '#components/language/use-text.ts'
import type { ErrorCode, FieldFault } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { browserSays } from './browser-says.ts'

/** Why a call failed: the code of the server, `unreachable` without an answer, `unexpected` for anything else. */
export type ProblemCode = ErrorCode | 'unreachable' | 'unexpected'

/** All codes that the server sends; anything else is `unexpected`. */
const CODES: readonly ErrorCode[] = [
  'not_found',
  'forbidden',
  'unauthenticated',
  'step_up_required',
  'suspended',
  'invalid_input',
  'conflict',
  'precondition_failed',
  'limit_exceeded',
  'unavailable',
]

/** What the parts of a problem are. */
export interface ProblemParts {
  readonly status: number
  readonly code: ProblemCode
  /** Full sentences for people: what happened, and what to do. */
  readonly message: string
  readonly faults: readonly FieldFault[]
  /** Under which the server logged it. */
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
}

/** A failed call of our API (RFC 9457 problem details), typed for the page that shows it. */
export class ApiProblem extends Error {
  /** HTTP status, 0 when no answer came. */
  readonly status: number
  readonly code: ProblemCode
  readonly faults: readonly FieldFault[]
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(parts: ProblemParts) {
    super(parts.message)
    this.name = 'ApiProblem'
    this.status = parts.status
    this.code = parts.code
    this.faults = parts.faults
    this.requestId = parts.requestId
    this.retryAfterSeconds = parts.retryAfterSeconds
  }
}

/** What our problem types begin with; the code of the error follows. */
const TYPE_PREFIX = 'urn:bailiwick:problem:'

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

function faultsOf(value: unknown): readonly FieldFault[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    if (!isRecord(item)) return []
    const field = textOf(item['field'])
    const problem = textOf(item['problem'])
    return field === undefined || problem === undefined ? [] : [{ field, problem }]
  })
}

/** Seconds of a `Retry-After` header; its date form is not used by our server and reads as absent. */
const secondsOf = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined

/**
 * Reads the answer of a failed call. A body that is no problem document (a proxy's page, an empty one) becomes
 * `unexpected`, or `unavailable` for the statuses with which proxies say that nobody is behind them.
 */
export function readProblem(status: number, body: unknown, headers: Headers): ApiProblem {
  const fields = isRecord(body) ? body : {}
  const told = CODES.find((code) => fields['type'] === TYPE_PREFIX + code)
  const isGatewayStatus = status === 502 || status === 503 || status === 504
  return new ApiProblem({
    status,
    code: told ?? (isGatewayStatus ? 'unavailable' : 'unexpected'),
    message:
      textOf(fields['detail']) ??
      textOf(fields['title']) ??
      browserSays(`${status}`, (t: Text<'ui'>) => t('fault.status', { status: `${status}` })),
    faults: faultsOf(fields['errors']),
    requestId: textOf(fields['requestId']) ?? textOf(headers.get('x-request-id')),
    retryAfterSeconds: secondsOf(headers.get('retry-after')),
  })
}

/** No answer came. Whether a write was carried out is then unknown, and the message says so. */
export const unreachable = (isWrite: boolean): ApiProblem =>
  new ApiProblem({
    status: 0,
    code: 'unreachable',
    message: browserSays('unreachable', (t: Text<'ui'>) => t(isWrite ? 'fault.unsaved' : 'fault.unread')),
    faults: [],
    requestId: undefined,
    retryAfterSeconds: undefined,
  })

/** What a schema says about a field, as a sentence for the line below it. */
export const sentenceOf = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1)

/** What is wrong with one field, as a sentence for the line below it; undefined when nothing is. */
export function faultOf(problem: ApiProblem | null, field: string): string | undefined {
  const said = problem?.faults.find((fault) => fault.field === field)?.problem
  return said === undefined ? undefined : sentenceOf(said)
}

/** The message to show above a form: undefined when every fault has its own place at one of `fields`. */
export function remainingMessage(problem: ApiProblem | null, fields: readonly string[]): string | undefined {
  if (problem === null) return undefined
  const isPlaced = problem.faults.length > 0 && problem.faults.every(({ field }) => fields.includes(field))
  return isPlaced ? undefined : problem.message
}

/** Whether asking again can help: no answer, overload, or a proxy without anybody behind it. */
export const isPassing = (problem: ApiProblem): boolean =>
  problem.code === 'unreachable' || problem.code === 'unavailable' || problem.code === 'limit_exceeded'
