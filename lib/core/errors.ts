/** Why something was refused, free of any transport. Each transport maps these once (`lib/infra/http/problem.ts`). */
export type ErrorCode =
  | 'not_found'
  | 'forbidden'
  | 'unauthenticated'
  | 'step_up_required'
  | 'suspended'
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

/** The refusal of a role, to somebody else or to oneself, that reaches further than whoever gives it: it is noted as such. */
export class EscalationError extends DomainError {
  constructor(message: string, faults: readonly FieldFault[] = []) {
    super('forbidden', message, { faults })
    this.name = 'EscalationError'
  }
}

/** One faulty field; `problem` says what is wrong and what would be right. */
export const invalidField = (field: string, problem: string): DomainError =>
  new DomainError('invalid_input', `${field}: ${problem}`, { faults: [{ field, problem }] })

/** The one refusal while somebody looks as a tenant, whoever notices: route, permission or database. */
export const lookingAsTenant = (): DomainError =>
  new DomainError(
    'forbidden',
    'You are looking as the tenant: nothing can be changed. Leave this view to go on as yourself.',
  )

/** What is told to the members, keys and sources of a suspended tenant. */
export interface SuspensionNotice {
  readonly tenantId: string
  readonly tenantName: string
  readonly platformName: string
  readonly since: Date
  readonly reason: string
  /** Whom to ask. */
  readonly contact: string
}

/** The refusal of a suspended tenant; the notice is for a page of its own. */
export class SuspendedError extends DomainError {
  readonly notice: SuspensionNotice

  constructor(notice: SuspensionNotice) {
    super(
      'suspended',
      `${notice.tenantName} is suspended since ${notice.since.toISOString()}: ${notice.reason} Nothing was deleted. Ask ${notice.contact}.`,
    )
    this.name = 'SuspendedError'
    this.notice = notice
  }
}
