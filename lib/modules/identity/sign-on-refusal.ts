import { DomainError } from '#lib/core/errors.ts'
import { REFUSALS, type RefusalReason } from './domain/refusal-reason.ts'

/** A sign-on that ended without a session. `detail` is for the audit chain: what exactly did not hold. */
export class SignOnRefusal extends DomainError {
  readonly reason: RefusalReason
  readonly detail: string | null

  constructor(reason: RefusalReason, detail: string | null = null, cause?: unknown) {
    super('forbidden', REFUSALS[reason], { cause })
    this.name = 'SignOnRefusal'
    this.reason = reason
    this.detail = detail
  }
}
