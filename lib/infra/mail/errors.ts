import { DomainError } from '#lib/core/errors.ts'

/**
 * What a failure means for the message. `invalid`: it is faulty and was not sent. `permanent`: the server refuses this
 * recipient or message. `transient`: it was not accepted and may be tried again. `unknown`: the connection was lost between the end of the message and the answer, so
 * it may or may not arrive. `not_configured`: there is no mail server to try.
 */
export type MailFault = 'invalid' | 'permanent' | 'transient' | 'unknown' | 'not_configured'

/** A message that was not certainly handed over. */
export class MailError extends DomainError {
  readonly fault: MailFault

  constructor(fault: MailFault, message: string, cause?: unknown) {
    super(fault === 'invalid' ? 'invalid_input' : 'unavailable', message, { cause })
    this.name = 'MailError'
    this.fault = fault
  }

  /** True when the same message may be tried again; after `unknown` that may make it arrive twice. */
  get isRetryable(): boolean {
    return this.fault === 'transient' || this.fault === 'unknown'
  }
}

/** Reply of the server inside an error of nodemailer, 0 when it sent none. */
function replyOf(error: unknown): number {
  const code: unknown = error instanceof Error && 'responseCode' in error ? error.responseCode : 0
  return typeof code === 'number' ? code : 0
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Refusals that concern the message or its recipient; a refused login concerns neither. */
const ABOUT_MESSAGE: readonly string[] = ['EENVELOPE', 'EMESSAGE']

/** What an error of nodemailer means. `isHandedOver`: the whole message had left, up to the final dot. */
export function mailErrorOf(error: unknown, isHandedOver: boolean): MailError {
  const text = error instanceof Error ? error.message : String(error)
  const reply = replyOf(error)
  if (reply >= 500 && ABOUT_MESSAGE.includes(codeOf(error))) {
    return new MailError('permanent', `The mail server refused it: ${text}`, error)
  }
  if (isHandedOver && reply === 0) {
    return new MailError(
      'unknown',
      `The connection was lost before the mail server confirmed: ${text}`,
      error,
    )
  }
  return new MailError('transient', `The mail server did not take it: ${text}`, error)
}
