import { DomainError, type ErrorCode } from '#lib/core/errors.ts'

/** A problem as RFC 9457 describes it, with the faulty fields and the id of the request. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId: string
  readonly errors?: readonly { readonly field: string; readonly problem: string }[]
}

const STATUS: Record<ErrorCode, readonly [status: number, title: string]> = {
  invalid_input: [400, 'Some of what was sent cannot be used'],
  unauthenticated: [401, 'Sign in first'],
  step_up_required: [403, 'Show your second factor first'],
  forbidden: [403, 'Not allowed in this scope'],
  suspended: [403, 'This tenant is suspended'],
  not_found: [404, 'Nothing here'],
  conflict: [409, 'Somebody or something was there first'],
  precondition_failed: [412, 'The object is not in the state that this needs'],
  limit_exceeded: [429, 'Too much at once'],
  unavailable: [503, 'Not available at the moment'],
}

/** The status that a domain error has over HTTP. */
export const statusOf = (code: ErrorCode): number => STATUS[code][0]

/** The problem that tells a caller about an error. Unknown errors tell nothing but the id under which they were logged. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof DomainError)) {
    return {
      type: 'about:blank',
      title: 'This is our fault',
      status: 500,
      detail: `It was recorded under ${requestId}. Nothing of the request was kept.`,
      requestId,
    }
  }
  const [status, title] = STATUS[error.code]
  return {
    type: `urn:bailiwick:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    requestId,
    ...(error.faults.length === 0 ? {} : { errors: error.faults }),
  }
}

/** The response that carries a problem. */
export function problemResponse(error: unknown, requestId: string): Response {
  const problem = problemOf(error, requestId)
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'private, no-store',
    'x-request-id': requestId,
  })
  if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(Math.ceil(error.retryAfterSeconds)))
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
