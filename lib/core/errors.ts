/** Why something was refused, free of any transport. Each transport maps these once (`lib/infra/http/problem.ts`). */
export type ErrorCode =
  | 'not_found'
  | 'forbidden'
  | 'unauthenticated'
  | 'step_up_required'
  | 'invalid_input'
  | 'conflict'
  | 'precondition_failed'
  | 'limit_exceeded'
  | 'unavailable'

/** One faulty field of an input: where it is, what is wrong with it, and how to mend it. */
export interface FieldFault {
  /** Dotted path of the field, e.g. `steps.0.delaySeconds`. */
  readonly field: string
  /** What is wrong, a full sentence. */
  readonly problem: string
}

/** An expected refusal. Its message is shown to the caller, so it never holds internals or another tenant's data. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly faults: readonly FieldFault[]
  /** Seconds after which a retry makes sense, for `limit_exceeded` and `unavailable`. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { faults?: readonly FieldFault[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.name = 'DomainError'
    this.code = code
    this.faults = more.faults ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** The one answer for a missing object and for an object of somebody else: nobody learns which ids exist. */
export const notFound = (): DomainError =>
  new DomainError('not_found', 'There is nothing with this id in this scope.')

/** The object is known, the permission is missing. */
export const forbidden = (permission: string): DomainError =>
  new DomainError(
    'forbidden',
    `This needs the permission ${permission}, which you do not have in this scope.`,
  )

/** One faulty field; `problem` says what is wrong and what would be right. */
export const invalidField = (field: string, problem: string): DomainError =>
  new DomainError('invalid_input', `${field}: ${problem}`, { faults: [{ field, problem }] })
