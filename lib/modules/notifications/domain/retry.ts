/** Seconds between tries. Short at first: a page that is late is a page that was not. The last one repeats. */
export const RETRY_SECONDS: readonly number[] = [2, 5, 10, 20, 30, 60, 120, 300]

/** After so many failed tries a page goes another way as well: within a minute, even when every try hangs. */
export const TRIES_BEFORE_FALLBACK = 3

/** A page is tried as long as anybody could still need it; a notice for an hour. */
const PAGE_TRIED_FOR_SECONDS = 86_400
const NOTICE_TRIED_FOR_SECONDS = 3600

/** A failed try: its number (from 1), the age of the delivery, and how long the receiver asked to wait. */
export interface FailedTry {
  readonly purpose: string
  readonly attempt: number
  readonly ageSeconds: number
  readonly askedSeconds: number | null
  /** From 0 to below 1: spreads the tries of many deliveries, so that a provider that heals is not overrun. */
  readonly spread: number
}

/** Seconds until a delivery that failed is tried again; null when it was tried for long enough. */
export function retryAfter({ purpose, attempt, ageSeconds, askedSeconds, spread }: FailedTry): number | null {
  const isPage = purpose === 'page'
  const longest = RETRY_SECONDS.at(-1) ?? 0
  const wait = RETRY_SECONDS[Math.max(attempt, 1) - 1] ?? longest
  // A page does not wait longer than its own schedule ever does, whatever the receiver asks for.
  const asked = isPage ? Math.min(askedSeconds ?? 0, longest) : (askedSeconds ?? 0)
  const seconds = Math.max(wait * (0.75 + 0.25 * spread), asked)
  return ageSeconds + seconds > (isPage ? PAGE_TRIED_FOR_SECONDS : NOTICE_TRIED_FOR_SECONDS) ? null : seconds
}
