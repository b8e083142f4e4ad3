import { retryAfter, TRIES_BEFORE_FALLBACK, type FailedTry } from './retry.ts'

/** States of a delivery. `unknown`: it may have left, and nobody recorded it. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dead' | 'cancelled'

/** What a try gave. */
export type TryOutcome =
  | { readonly kind: 'sent'; readonly answer: string }
  /** Worth another try; `afterSeconds` is what the receiver asked for, if it did. */
  | { readonly kind: 'failed'; readonly reason: string; readonly afterSeconds: number | null }
  /** It may have left: another try with the same key. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Trying again changes nothing. */
  | { readonly kind: 'refused'; readonly reason: string }

/** Where a delivery goes after a try. */
export interface Settled {
  readonly state: 'sent' | 'failed' | 'unknown' | 'dead'
  /** Seconds until the next try; null when there is none. */
  readonly againSeconds: number | null
  readonly answer: string
  /** True once in the life of a page: it does not get through, so another way is tried as well. */
  readonly fallsBack: boolean
}

/** Which try it was, of what, and how old the delivery is. */
export type Try = Omit<FailedTry, 'askedSeconds'>

/** Which states a worker may take into `sending`. A `sending` whose lease ran out counts as `unknown`. */
export function mayTake(state: DeliveryState, isLeaseOver: boolean): boolean {
  switch (state) {
    case 'pending':
    case 'failed':
    case 'unknown':
      return true
    case 'sending':
      return isLeaseOver
    case 'sent':
    case 'dead':
    case 'cancelled':
      return false
  }
}

/**
 * What becomes of a delivery after a try. A page that fails is tried on for a day, and after the third failure another way
 * is tried as well; what is refused for good is dead at once. Never silent.
 */
export function settle(outcome: TryOutcome, made: Try): Settled {
  if (outcome.kind === 'sent')
    return { state: 'sent', againSeconds: null, answer: outcome.answer, fallsBack: false }
  const askedSeconds = outcome.kind === 'failed' ? outcome.afterSeconds : null
  const againSeconds = outcome.kind === 'refused' ? null : retryAfter({ ...made, askedSeconds })
  const isDead = outcome.kind === 'refused' || againSeconds === null
  const isFirstTrouble =
    made.attempt === TRIES_BEFORE_FALLBACK || (isDead && made.attempt < TRIES_BEFORE_FALLBACK)
  return {
    state: isDead ? 'dead' : outcome.kind,
    againSeconds,
    answer: outcome.reason,
    fallsBack: made.purpose === 'page' && isFirstTrouble,
  }
}
