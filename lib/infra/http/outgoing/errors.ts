import { DomainError } from '#lib/core/errors.ts'
import type { Scope } from '#lib/core/scope.ts'

/**
 * Why nothing came back. `refused`: the address is not one that may be called, asking again changes nothing.
 * `unreachable`: everything else; names, ports, TLS and time are one answer, so that it cannot map a network.
 */
export type OutgoingFault = 'refused' | 'unreachable'

/** A request to the outside that got no answer. Its message is coarse on purpose. */
export class OutgoingError extends DomainError {
  readonly fault: OutgoingFault
  /** What exactly happened, for staff; null when the URL was typed in a tenant's scope. */
  readonly detail: string | null
  /** True where an entry of the list of allowed addresses would open it. */
  readonly canBeAllowed: boolean

  constructor(fault: OutgoingFault, message: string, detail: string | null, canBeAllowed = false) {
    super(
      fault === 'refused' ? 'invalid_input' : 'unavailable',
      message,
      fault === 'refused' ? { faults: [{ field: 'url', problem: message }] } : {},
    )
    this.name = 'OutgoingError'
    this.fault = fault
    this.detail = detail
    this.canBeAllowed = canBeAllowed
  }
}

/** The form of a URL is refused: says what is wrong with it and what would be right. */
export const refusedUrl = (problem: string): OutgoingError => new OutgoingError('refused', problem, null)

/** An address behind a name is refused. A tenant learns no more than that nobody was reached: names inside stay hidden. */
export const refusedAddress = (scope: Scope, reason: string, canBeAllowed: boolean): OutgoingError =>
  scope.kind === 'tenant'
    ? unreachable(scope, reason)
    : new OutgoingError('refused', 'This address may not be called from here.', reason, canBeAllowed)

/** Nobody answered properly. */
export const unreachable = (scope: Scope, detail: string): OutgoingError =>
  new OutgoingError('unreachable', 'The address did not answer.', scope.kind === 'tenant' ? null : detail)

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EPIPE: 'the connection was closed while the request was sent',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the connection was closed before the answer was complete',
  UND_ERR_HEADERS_OVERFLOW: 'the header of the answer is larger than 64 KiB',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain ends in an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** One precise sentence about a failure of the network, for staff and for logs. */
export function describeFailure(error: unknown): string {
  if (error instanceof AggregateError) return describeFailure(error.errors[0])
  if (error instanceof Error && error.name === 'TimeoutError') return 'no complete answer in time'
  const known = CODES[codeOf(error)]
  if (known !== undefined) return known
  return error instanceof Error ? error.message : 'unknown failure'
}
