import { DomainError, type ErrorCode } from '#lib/core/errors.ts'
import { preferredLanguage, SOURCE_LANGUAGE, type Language } from '#lib/core/language.ts'
import type { PlainText } from '#lib/core/say.ts'
import { retell, sayIn } from '#lib/core/words.ts'

/** A problem as RFC 9457 describes it, with the faulty fields and the id of the request. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId: string
  readonly errors?: readonly { readonly field: string; readonly problem: string }[]
}

const STATUS: Record<ErrorCode, readonly [status: number, title: PlainText]> = {
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

/** What was refused, in a language; a refusal that names its faulty fields is made of what is said of each. */
function detailOf({ message, faults }: DomainError, language: Language): string {
  const asOne = (all: DomainError['faults']): string =>
    all.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
  return message === asOne(faults) ? asOne(retold(faults, language)) : retell(language, message)
}

const retold = (faults: DomainError['faults'], language: Language): DomainError['faults'] =>
  faults.map(({ field, problem }) => ({ field, problem: retell(language, problem) }))

/**
 * The problem that tells a caller about an error, in English unless they read another language. Unknown errors tell nothing
 * but the id under which they were logged.
 */
export function problemOf(error: unknown, requestId: string, language: Language = SOURCE_LANGUAGE): Problem {
  const say = sayIn(language)
  if (!(error instanceof DomainError)) {
    return {
      type: 'about:blank',
      title: say('This is our fault'),
      status: 500,
      detail: say('It was recorded under {requestId}. Nothing of the request was kept.', { requestId }),
      requestId,
    }
  }
  const [status, title] = STATUS[error.code]
  return {
    type: `urn:bailiwick:problem:${error.code}`,
    title: say(title),
    status,
    detail: detailOf(error, language),
    requestId,
    ...(error.faults.length === 0 ? {} : { errors: retold(error.faults, language) }),
  }
}

/** The response that carries a problem, in the language that the request asks for. */
export function problemResponse(error: unknown, requestId: string, request?: Request): Response {
  const language = preferredLanguage(request?.headers.get('accept-language') ?? null) ?? SOURCE_LANGUAGE
  const problem = problemOf(error, requestId, language)
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'content-language': language,
    'cache-control': 'private, no-store',
    'x-request-id': requestId,
  })
  if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(Math.ceil(error.retryAfterSeconds)))
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
